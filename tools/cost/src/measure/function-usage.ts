import { CommandError } from '@acado/command-line';
import { measureUsage } from '@acado/pricing';
import type { FunctionShape } from '../estimate/service-shape.ts';
import {
  CALL_ITEMS,
  type CallItem,
  type FunctionUsage,
  type Measured,
} from '../estimate/usage-file.ts';
import { callLine } from '../measured/call-line.ts';
import { billedMsOf, type FunctionReport } from '../measured/usage-lines.ts';
import type { CountedCalls } from '../measured/usage-snapshot.ts';
import { type Measurement, messagesOn, over } from './measurement.ts';
import { SENDS } from './queue-usage.ts';
import type { RunRecord } from './run.ts';

/** Prices do not depend on it: it only makes calls into units. */
const ANY_REGION = 'us-east-1';

const reportsOf = (reports: readonly FunctionReport[], { name }: FunctionShape) =>
  reports.filter(({ functionName }) => functionName === name).map(({ report }) => report);

const isCold = ({ initMs }: FunctionReport['report']): boolean => initMs !== undefined;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/**
 * What an invocation, and an event, takes of a function.
 *
 * @throws {CommandError} If the workload does not reach it, or it calls what usage files have no place for.
 */
export function functionUsage(shape: FunctionShape, measurement: Measurement): FunctionUsage {
  const { records, warmUp, service, codes } = measurement;
  const runs = records.map((record) => ({ ...record, own: reportsOf(record.reports, shape) }));
  if (runs.some(({ own }) => own.length === 0))
    throw new CommandError(
      `${service}: the workload does not reach ${shape.key}: let it (tools/cost/src/measure/workloads.ts)`,
    );
  const warm = runs.map(({ own }) => own.filter((report) => !isCold(report)).map(billedMsOf));
  const sorted = warm.flat().sort((left, right) => left - right);
  const percentile = (p: number): number => sorted[Math.ceil(p * sorted.length) - 1] ?? 0;
  const warmMs = average(sorted);
  const cold = [...reportsOf(warmUp, shape), ...runs.flatMap(({ own }) => own)].filter(isCold);
  const { trigger } = shape;
  return {
    code: codes.get(shape.key) ?? '',
    memoryMb: shape.memoryMb,
    architecture: shape.architecture,
    invocationsPerEvent: over(runs, ({ own, events }) => own.length / events),
    billedMs: {
      ...over(
        warm.filter((run) => run.length > 0),
        average,
      ),
      ...{ p5: percentile(0.05), p50: percentile(0.5), p95: percentile(0.95) },
    },
    coldStarts: {
      share: over(runs, ({ own }) => own.filter(isCold).length / own.length),
      extraMs: over(cold, (report) => Math.max(0, billedMsOf(report) - warmMs)),
    },
    logBytes: over(
      runs,
      ({ own, usage }) =>
        (usage.logs.find(({ logGroup }) => logGroup === `/aws/lambda/${shape.name}`)?.bytes ?? 0) /
        own.length,
    ),
    ...(trigger.type === 'api' && { unitsPerRequest: over(runs, unitsPerRequest(measurement)) }),
    ...(trigger.type === 'queue' && {
      batch: {
        size: trigger.mapping.batchSize,
        messages: over(
          runs,
          (run) => messagesOn(trigger.queue.name, run).received / run.own.length,
        ),
      },
    }),
    calls: callsOf(shape, runs),
  };
}

/** 512 KB units of a request to the service's API. */
const unitsPerRequest =
  ({ shape }: Measurement) =>
  ({ usage }: RunRecord): number => {
    const apis = usage.apis.filter(({ api }) => shape.apis.some(({ name }) => name === api));
    const sum = (of: 'requests' | 'units512Kb') => apis.reduce((all, api) => all + api[of], 0);
    return sum('requests') === 0 ? 1 : sum('units512Kb') / sum('requests');
  };

type OwnRun = RunRecord & { own: readonly unknown[] };

/** What the function itself calls; what its event source mapping calls belongs to the queue. */
function callsOf(shape: FunctionShape, runs: readonly OwnRun[]): FunctionUsage['calls'] {
  const unitsByRun = runs.map(({ usage }) => {
    const units = new Map<string, number>();
    for (const call of usage.calls) {
      if (call.caller !== shape.name || isPolling(shape, call)) continue;
      const line = callLine(call, ANY_REGION);
      for (const { item, quantity } of line ? measureUsage([line])[0]!.charges : []) {
        const key = `${item} ${call.resource}`;
        units.set(key, (units.get(key) ?? 0) + quantity.toNumber());
      }
    }
    return units;
  });
  const keys = [...new Set(unitsByRun.flatMap((units) => [...units.keys()]))].sort();
  return keys.flatMap((key) => {
    const [item = '', resource = ''] = key.split(' ');
    const counts = runs.map((run, index) => ({ ...run, units: unitsByRun[index]!.get(key) ?? 0 }));
    if (counts.every(({ units }) => units === 0)) return [];
    const perEvent = over(counts, ({ units, events }) => units / events);
    const perInvocation = over(counts, ({ units, own }) => units / own.length);
    const byInvocation = spread(perInvocation) < spread(perEvent);
    return {
      item: knownItem(item, shape),
      resource,
      per: byInvocation ? ('invocation' as const) : ('event' as const),
      count: byInvocation ? perInvocation : perEvent,
    };
  });
}

/** What varies less from run to run is what it grows with. */
const spread = ({ mean, standardError }: Measured): number => standardError / (mean || 1);

function knownItem(item: string, { key }: FunctionShape): CallItem {
  const known = CALL_ITEMS.find((each) => each === item);
  if (!known) throw new CommandError(`${key}: usage files have no place for ${item}`);
  return known;
}

const isPolling = ({ trigger }: FunctionShape, { service, operation, resource }: CountedCalls) =>
  trigger.type === 'queue' &&
  service === 'sqs' &&
  resource === trigger.queue.name &&
  !SENDS.test(operation);
