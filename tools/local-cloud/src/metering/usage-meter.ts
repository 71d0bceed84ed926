import {
  type ApiUsage,
  type CallUsage,
  type LogUsage,
  type MachineUsage,
  type MetricUsage,
  type UsageSnapshot,
} from './usage-snapshot.ts';

const AMOUNTS = [
  'requests',
  'failed',
  'empty',
  'chunks',
  'readUnits',
  'writeUnits',
  'bytesIn',
  'bytesOut',
] as const;

type Amount = (typeof AMOUNTS)[number];
type Where = Pick<CallUsage, 'service' | 'operation' | 'resource' | 'caller'>;

/** Some calls; one that did not fail unless it says otherwise. */
export type MeteredCall = Where &
  Partial<Record<Amount, number>> & {
    /** Messages that a call of SQS sent, received or deleted: CloudWatch counts them, nobody bills them. */
    messages?: number;
  };

/** What looks on while usage is counted. */
export type UsageObserver = Pick<UsageMeter, 'call' | 'log'>;

/** Adds up what is billed. Cheap enough for every request: a lookup and a few additions. */
export type UsageMeter = {
  call: (call: MeteredCall) => void;
  api: (usage: ApiUsage) => void;
  log: (usage: LogUsage) => void;
  metric: (usage: MetricUsage) => void;
  machine: (usage: MachineUsage) => void;
  /** Sorted, so that the same usage is the same snapshot. */
  snapshot: () => UsageSnapshot;
  reset: () => void;
};

/** Stands for what is beyond the limits. */
export const OTHERS = '(others)';
/** Callers make names up, so that their number must end somewhere. */
const MAX_ENTRIES = 10_000;
/** AWS has none that are longer. */
const MAX_NAME = 256;

const keyOf = ({ service, operation, resource, caller }: Where): string =>
  `${service}\n${operation}\n${resource}\n${caller}`;

const isNamed = ({ operation, resource, caller }: Where): boolean =>
  [operation, resource, caller].every(({ length }) => length <= MAX_NAME);

const sorted = <T>(entries: Map<string, T>): T[] =>
  [...entries].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);

const byName = (dimensions: Record<string, string>): [string, string][] =>
  Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1));

/** @param maxEntries Of calls and of metrics; what comes in addition is counted together. */
export const createUsageMeter = (
  now: () => Date = () => new Date(),
  maxEntries = MAX_ENTRIES,
): UsageMeter => {
  let since = now();
  const calls = new Map<string, CallUsage>();
  const apis = new Map<string, ApiUsage>();
  const logs = new Map<string, LogUsage>();
  const metrics = new Map<string, MetricUsage>();
  const machines = new Map<string, MachineUsage>();

  const added = (asked: Where): CallUsage => {
    const where =
      calls.size < maxEntries && isNamed(asked)
        ? asked
        : { service: asked.service, operation: OTHERS, resource: OTHERS, caller: OTHERS };
    const key = keyOf(where);
    const entry = calls.get(key) ?? { ...where, requests: 0, failed: 0 };
    calls.set(key, entry);
    return entry;
  };

  return {
    call: ({ service, operation, resource, caller, ...amounts }) => {
      const where = { service, operation, resource, caller };
      const entry = calls.get(keyOf(where)) ?? added(where);
      entry.requests += amounts.requests ?? 1;
      entry.failed += amounts.failed ?? 0;
      for (const name of AMOUNTS.slice(2)) {
        const amount = amounts[name];
        if (amount !== undefined) entry[name] = (entry[name] ?? 0) + amount;
      }
    },
    api: (usage) => {
      const key = `${usage.api}\n${usage.type}`;
      const entry = apis.get(key);
      if (!entry) return void apis.set(key, { ...usage });
      entry.requests += usage.requests;
      entry.rejected += usage.rejected;
      entry.units512Kb += usage.units512Kb;
    },
    log: (usage) => {
      const entry = logs.get(usage.logGroup);
      if (!entry) return void logs.set(usage.logGroup, { ...usage });
      entry.events += usage.events;
      entry.bytes += usage.bytes;
    },
    metric: ({ namespace, name, dimensions }) => {
      const named = byName(dimensions);
      const key = [namespace, name, ...named.flat()].join('\n');
      if (metrics.has(key)) return;
      if (metrics.size < maxEntries)
        metrics.set(key, { namespace, name, dimensions: Object.fromEntries(named) });
      else metrics.set(OTHERS, { namespace: OTHERS, name: OTHERS, dimensions: {} });
    },
    machine: (usage) => {
      const entry = machines.get(usage.stateMachine);
      if (!entry) return void machines.set(usage.stateMachine, { ...usage });
      entry.executions += usage.executions;
      entry.transitions += usage.transitions;
    },
    snapshot: () => ({
      since: since.toISOString(),
      calls: sorted(calls).map((entry) => inOrder(entry)),
      apis: sorted(apis).map((entry) => ({ ...entry })),
      logs: sorted(logs).map((entry) => ({ ...entry })),
      metrics: sorted(metrics),
      ...(machines.size > 0 && {
        stateMachines: sorted(machines).map((entry) => ({ ...entry })),
      }),
    }),
    reset: () => {
      since = now();
      for (const entries of [calls, apis, logs, metrics, machines]) entries.clear();
    },
  };
};

/** A copy whose amounts come in one order, whichever was counted first. */
const inOrder = ({ service, operation, resource, caller, ...amounts }: CallUsage): CallUsage => ({
  ...{ service, operation, resource, caller, requests: amounts.requests, failed: amounts.failed },
  ...Object.fromEntries(
    AMOUNTS.slice(2).flatMap((name) => {
      const amount = amounts[name];
      return amount === undefined ? [] : [[name, amount]];
    }),
  ),
});
