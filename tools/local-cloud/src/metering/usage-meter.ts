import {
  type ApiUsage,
  type CallUsage,
  type LogUsage,
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
  /** Sorted, so that the same usage is the same snapshot. */
  snapshot: () => UsageSnapshot;
  reset: () => void;
};

const sorted = <T>(entries: Map<string, T>): T[] =>
  [...entries].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, entry]) => entry);

const byName = (dimensions: Record<string, string>): [string, string][] =>
  Object.entries(dimensions).sort(([left], [right]) => (left < right ? -1 : 1));

export const createUsageMeter = (now: () => Date = () => new Date()): UsageMeter => {
  let since = now();
  const calls = new Map<string, CallUsage>();
  const apis = new Map<string, ApiUsage>();
  const logs = new Map<string, LogUsage>();
  const metrics = new Map<string, MetricUsage>();

  return {
    call: ({ service, operation, resource, caller, ...amounts }) => {
      const key = `${service}\n${operation}\n${resource}\n${caller}`;
      let entry = calls.get(key);
      if (!entry) {
        entry = { service, operation, resource, caller, requests: 0, failed: 0 };
        calls.set(key, entry);
      }
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
      if (!metrics.has(key))
        metrics.set(key, { namespace, name, dimensions: Object.fromEntries(named) });
    },
    snapshot: () => ({
      since: since.toISOString(),
      calls: sorted(calls).map((entry) => inOrder(entry)),
      apis: sorted(apis).map((entry) => ({ ...entry })),
      logs: sorted(logs).map((entry) => ({ ...entry })),
      metrics: sorted(metrics),
    }),
    reset: () => {
      since = now();
      for (const entries of [calls, apis, logs, metrics]) entries.clear();
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
