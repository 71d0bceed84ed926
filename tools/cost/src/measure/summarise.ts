import { measureUsage } from '@acado/pricing';
import { CommandError } from '../command.ts';
import { meanOf } from '../estimate/noise.ts';
import type { FunctionShape, ServiceShape } from '../estimate/service-shape.ts';
import {
  CALL_ITEMS,
  type CallItem,
  type FunctionUsage,
  type Measured,
  type QueueUsage,
  type UsageFile,
} from '../estimate/usage-file.ts';
import { callLine } from '../measured/call-line.ts';
import { billedMsOf, type FunctionReport } from '../measured/usage-lines.ts';
import type { CountedCalls } from '../measured/usage-snapshot.ts';
import type { MessageCounts } from './queues.ts';
import type { RunRecord } from './run.ts';

/** Runs of a workload, and what they ran. */
export interface Measurement {
  service: string;
  event: string;
  provenance: UsageFile['measured'];
  shape: ServiceShape;
  /** SHA-256 of each function's bundle. */
  codes: ReadonlyMap<string, string | undefined>;
  records: readonly RunRecord[];
  warmUp: readonly FunctionReport[];
}

/** Prices do not depend on it: it only makes calls into units. */
const ANY_REGION = 'us-east-1';
const EVENT_BRIDGE = 'events.amazonaws.com';
const SENDS = /^SendMessage/;

/**
 * What a service's usage file says after some runs.
 *
 * @throws {CommandError} naming the function that the workload never reached, or what can't be told.
 */
export function summarise(measurement: Measurement): UsageFile {
  const { service, event, provenance, shape, records } = measurement;
  return {
    service,
    event,
    measured: provenance,
    functions: Object.fromEntries(
      shape.functions.map((each) => [each.key, functionUsage(each, measurement)]),
    ),
    queues: Object.fromEntries(
      shape.functions.flatMap((each) =>
        each.trigger.type === 'queue'
          ? [[each.trigger.queue.logicalId, queueUsage(each.trigger, measurement)]]
          : [],
      ),
    ),
    metrics: metricsOf(shape, records),
  };
}

const over = <T>(items: readonly T[], figure: (item: T) => number): Measured => {
  const { mean, standardError } = meanOf(items.map(figure));
  return { mean: rounded(mean), standardError: rounded(standardError) };
};

/** Six digits, and nothing of what floating point adds: more would only make the file change. */
const rounded = (value: number): number => (value < 1e-12 ? 0 : Number(value.toPrecision(6)));

const reportsOf = (reports: readonly FunctionReport[], { name }: FunctionShape) =>
  reports.filter(({ functionName }) => functionName === name).map(({ report }) => report);

const isCold = ({ initMs }: FunctionReport['report']): boolean => initMs !== undefined;

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function functionUsage(shape: FunctionShape, measurement: Measurement): FunctionUsage {
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
      extraMs:
        cold.length > 0
          ? over(cold, (report) => Math.max(0, billedMsOf(report) - warmMs))
          : { mean: 0, standardError: 0 },
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

/** Calls of an operation on a queue that were answered. */
const answered = (run: RunRecord, queue: string, operation: RegExp): CountedCalls[] =>
  run.usage.calls.filter(
    (call) => call.service === 'sqs' && call.resource === queue && operation.test(call.operation),
  );

const total = (calls: readonly CountedCalls[], figure: (call: CountedCalls) => number): number =>
  calls.reduce((sum, call) => sum + figure(call), 0);

const succeeded = ({ requests, failed = 0, empty = 0 }: CountedCalls): number =>
  requests - failed - empty;

const NO_MESSAGES: MessageCounts = { sent: 0, received: 0, deleted: 0, waiting: 0 };

const messagesOn = (queue: string, { messages }: RunRecord): MessageCounts =>
  messages.get(queue) ?? NO_MESSAGES;

function queueUsage(
  { queue }: Extract<FunctionShape['trigger'], { type: 'queue' }>,
  { records, service }: Measurement,
): QueueUsage {
  const { name, rule } = queue;
  const chunks = ({ chunks: all = 0, empty = 0 }: CountedCalls): number => all - empty;
  const receives = (run: RunRecord) => answered(run, name, /^ReceiveMessage$/);
  const deletes = (run: RunRecord) => answered(run, name, /^DeleteMessage/);
  const messages = (run: RunRecord): MessageCounts => messagesOn(name, run);
  const dead = (run: RunRecord): number => messagesOn(queue.deadLetterQueue ?? '', run).waiting;
  const perCall = (count: number, calls: readonly CountedCalls[]): number =>
    count / Math.max(1, total(calls, succeeded));
  if (records.some((run) => messages(run).sent === 0))
    throw new CommandError(`${service}: the workload sends nothing to ${name}`);
  return {
    messagesPerEvent: over(records, (run) => messages(run).sent / run.events),
    ...(rule && {
      rule: {
        pattern: rule.pattern,
        entriesPerEvent: over(records, (run) => entries(run, rule.bus) / run.events),
        matchRate: over(records, (run) => messages(run).sent / entries(run, rule.bus)),
        requestsPerMessage: over(
          records,
          (run) =>
            total(
              answered(run, name, SENDS).filter(({ caller }) => caller === EVENT_BRIDGE),
              ({ chunks: all = 0 }) => all,
            ) / messages(run).sent,
        ),
      },
    }),
    messagesPerReceive: over(records, (run) => perCall(messages(run).received, receives(run))),
    requestsPerReceive: over(records, (run) =>
      perCall(total(receives(run), chunks), receives(run)),
    ),
    messagesPerDelete: over(records, (run) => perCall(messages(run).deleted, deletes(run))),
    // The tries of messages that died have a rate of their own.
    retryRate: over(records, (run) => {
      const { received, deleted } = messages(run);
      return Math.max(0, 1 - deleted / (received - dead(run) * (queue.maxReceiveCount ?? 0)));
    }),
    deadLetterRate: over(records, (run) => dead(run) / messages(run).sent),
  };
}

function entries(run: RunRecord, bus: string): number {
  const count = run.entries.get(bus);
  if (!count) throw new CommandError(`The bus ${bus} took no events`);
  return count;
}

/** Each custom metric that was ever seen, by namespace and function. */
function metricsOf(shape: ServiceShape, records: readonly RunRecord[]): UsageFile['metrics'] {
  const series = new Map<string, { namespace: string; function?: string }>();
  for (const { namespace, name, dimensions } of records.flatMap(({ usage }) => usage.metrics)) {
    if (dimensions['service'] !== shape.name) continue;
    const of = [dimensions['function'], dimensions['function_name']];
    const owner = shape.functions.find((each) => of.includes(each.key) || of.includes(each.name));
    series.set(JSON.stringify([namespace, name, dimensions]), {
      namespace,
      ...(owner && { function: owner.key }),
    });
  }
  const groups = Map.groupBy(series.values(), (metric) => JSON.stringify(metric));
  return [...groups.values()]
    .map((group) => ({ ...group[0]!, series: group.length }))
    .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}
