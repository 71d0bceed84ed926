import { isDeepStrictEqual } from 'node:util';
import { AwsError } from '../../aws-api.ts';
import { type MetricStore } from '../metrics/metric-store.ts';
import { periodOf, runQueries } from '../metrics/metric-query.ts';
import { type Alarm, type AlarmStatus, type AlarmStore } from './alarm-store.ts';
import { type AlarmDefinition, checkAlarm, queriesOf } from './definition.ts';
import { judge, LOOK_BACK } from './judge.ts';
import { createStateChanges, type StateChangesOptions } from './state-changes.ts';

export type Alarms = {
  store: AlarmStore;
  put(definition: AlarmDefinition): void;
  remove(name: string): void;
  setState(name: string, status: Pick<AlarmStatus, 'value' | 'reason' | 'reasonData'>): void;
  enableActions(names: string[], enabled: boolean): void;
  /** Judges every alarm by what was measured up to `at`, in milliseconds. */
  evaluate(at: number): void;
  start(): void;
  stop(): void;
};

export type AlarmsOptions = StateChangesOptions & {
  metrics: Pick<MetricStore, 'read'>;
  /** Gathers what is measured by looking, such as the depth of queues. */
  beforeEvaluation?: (at: number) => void;
};

const UNCHECKED: Pick<AlarmStatus, 'value' | 'reason'> = {
  value: 'INSUFFICIENT_DATA',
  reason: 'Unchecked: Initial alarm creation',
};
/** After the minute is over: what was measured at its end has arrived. */
const SETTLE_MS = 1500;

const detailOfReason = (alarm: Alarm, points: { value: number }[], endS: number, periodS: number) =>
  JSON.stringify({
    version: '1.0',
    queryDate: new Date(endS * 1000).toISOString(),
    period: periodS,
    recentDatapoints: points.map(({ value }) => value),
    threshold: alarm.definition.Threshold,
  });

/** Alarms: judged once a minute (every ten seconds when one has a shorter period), each change told and remembered. */
export const createAlarms = (options: AlarmsOptions): Alarms => {
  const { context, metrics, store, now, beforeEvaluation } = options;
  let timer: NodeJS.Timeout | undefined;
  const { change, stop: stopChanges } = createStateChanges(options);

  const get = (name: string): Alarm => {
    const alarm = store.get(name);
    if (!alarm) throw new AwsError('ResourceNotFound', `There is no alarm ${name}.`, 404);
    return alarm;
  };

  const evaluateOne = (alarm: Alarm, at: number): void => {
    const { definition } = alarm;
    const queries = queriesOf(definition);
    const periodS = periodOf(queries);
    const step = Math.min(60, periodS);
    const endS = Math.floor(at / 1000 / step) * step;
    const startS = endS - (definition.EvaluationPeriods + LOOK_BACK) * periodS;
    const [result] = runQueries(metrics, queries, { startS, endS });
    const points = [...(result?.series ?? [])].map(([atS, value]) => ({ atS, value }));
    const verdict = judge(definition, points, { endS, periodS });
    if (!verdict || verdict.state === alarm.status.value) return;
    const reasonData = detailOfReason(alarm, points, endS, periodS);
    change(alarm, { value: verdict.state, reason: verdict.reason, reasonData }, at);
  };

  const evaluate = (at: number): void => {
    try {
      beforeEvaluation?.(at);
    } catch (error) {
      context.report('error', 'cloudwatch', `can't measure: ${String(error)}`);
    }
    for (const alarm of store.list())
      try {
        evaluateOne(alarm, at);
      } catch (error) {
        context.report('error', alarm.definition.AlarmName, `can't be evaluated: ${String(error)}`);
      }
  };

  const schedule = (): void => {
    const fast = store.list().some(({ definition }) => periodOf(queriesOf(definition)) < 60);
    const everyMs = fast ? 10_000 : 60_000;
    timer = setTimeout(
      () => {
        evaluate(now());
        schedule();
      },
      everyMs - ((now() - SETTLE_MS) % everyMs),
    ).unref();
  };

  return {
    store,
    evaluate,
    put: (definition) => {
      const known = store.get(definition.AlarmName);
      // What a restart or another deployment defines again keeps its state.
      if (known && isDeepStrictEqual(plain(known.definition), plain(definition))) return;
      const at = now();
      store.put({
        definition: checkAlarm(definition),
        status: known?.status ?? { ...UNCHECKED, updatedAt: at, changedAt: at },
        configuredAt: at,
      });
      const { AlarmName: name } = definition;
      const summary = `Alarm "${name}" ${known ? 'updated' : 'created'}`;
      store.remember({ name, at, type: 'ConfigurationUpdate', summary, data: {} });
    },
    remove: (name) => {
      if (!store.get(name)) return;
      store.remove(name);
      const summary = `Alarm "${name}" deleted`;
      store.remember({ name, at: now(), type: 'ConfigurationUpdate', summary, data: {} });
    },
    setState: (name, status) => change(get(name), status, now()),
    enableActions: (names, enabled) => {
      for (const name of names) {
        const alarm = get(name);
        store.put({ ...alarm, definition: { ...alarm.definition, ActionsEnabled: enabled } });
      }
    },
    start: schedule,
    stop: () => {
      stopChanges();
      clearTimeout(timer);
    },
  };
};

/** As it is read back from disk. */
const plain = (definition: AlarmDefinition): unknown => JSON.parse(JSON.stringify(definition));
