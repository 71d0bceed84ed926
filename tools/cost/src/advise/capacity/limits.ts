import type { Component, ComponentOf } from './input.ts';

/** Pollers of an SQS event source mapping stop here without provisioned mode (Lambda Developer Guide, 2026-10). */
const MAPPING_CONCURRENCY = 1250;

/** Synchronous requests per second and concurrency of a function (Lambda quotas, 2026-10). */
const REQUESTS_PER_CONCURRENCY = 10;

/** What is used of one limit. */
export interface LimitUse {
  limit: string;
  unit: string;
  used: number;
  capacity: number;
  /** What to change so that the use is a share of the limit. */
  change(share: number): string;
}

/** Items that a function gets from one component. */
export interface Load {
  items: number;
  /** Items per invocation. */
  batch: number;
  /** Not through a queue or stream: the caller waits, or is throttled. */
  direct: boolean;
}

/** Items per second through a component. */
export interface Flow {
  items: number;
  /** Only for functions: where they come from. */
  loads: readonly Load[];
}

/** Duration of one invocation with that many items, in ms. */
export const durationOf = (
  { durationMs, perItemMs }: ComponentOf<'function'>,
  batch: number,
): number => durationMs + perItemMs * batch;

/** Little's law: environments that are busy at once = invocations per second × duration. */
export const concurrencyOf = (subject: ComponentOf<'function'>, loads: readonly Load[]): number =>
  loads.reduce(
    (sum, { items, batch }) => sum + ((items / batch) * durationOf(subject, batch)) / 1000,
    0,
  );

const whole = (value: number): string => String(Math.ceil(value - 1e-9));
const short = (value: number): string => String(Number(value.toPrecision(3)));

/** Concurrency that functions without a reservation share. */
export interface Account {
  shared: number;
}

function functionUses(subject: ComponentOf<'function'>, { loads }: Flow, account: Account) {
  const used = concurrencyOf(subject, loads);
  const direct = loads.reduce((sum, load) => sum + (load.direct ? load.items : 0), 0);
  const { reservedConcurrency: reserved } = subject;
  const capacity = reserved ?? account.shared;
  const setting = reserved === undefined ? 'the account’s concurrency' : 'reservedConcurrency';
  const uses: LimitUse[] = [
    {
      limit: reserved === undefined ? 'account concurrency, alone' : 'reserved concurrency',
      unit: 'concurrent executions',
      used,
      capacity,
      change: (share) =>
        `raise ${setting} to ${whole(used / share)} (now ${capacity}), or shorten the duration to ${short(((share * capacity) / used) * 100)} %`,
    },
  ];
  if (direct > 0) {
    uses.push({
      limit: 'synchronous requests',
      unit: 'requests/s',
      used: direct,
      capacity: capacity * REQUESTS_PER_CONCURRENCY,
      change: (share) =>
        `raise ${setting} to ${whole(direct / share / REQUESTS_PER_CONCURRENCY)}: it takes ${REQUESTS_PER_CONCURRENCY} requests/s for each`,
    });
  }
  return uses;
}

/** Effective concurrency of a queue's consumer: what the mapping allows. */
export const mappingConcurrency = ({ maximumConcurrency }: ComponentOf<'queue'>): number =>
  maximumConcurrency ?? MAPPING_CONCURRENCY;

function queueUses(
  queue: ComponentOf<'queue'>,
  { items }: Flow,
  consumer: ComponentOf<'function'>,
): LimitUse[] {
  const duration = durationOf(consumer, queue.batchSize);
  const concurrency = concurrencyOf(consumer, [{ items, batch: queue.batchSize, direct: false }]);
  const capacity = mappingConcurrency(queue);
  const inFlight = items * (duration / 1000 + queue.windowSeconds);
  return [
    {
      limit: queue.maximumConcurrency === undefined ? 'pollers' : 'maximumConcurrency',
      unit: 'concurrent executions',
      used: concurrency,
      capacity,
      change: (share) =>
        `raise maximumConcurrency to ${whole(concurrency / share)} (now ${capacity}) if what is behind it can take that, raise batchSize, or shorten a batch to ${short((share * capacity * 1000 * queue.batchSize) / items)} ms (now ${short(duration)})`,
    },
    {
      limit: 'messages in flight',
      unit: 'messages',
      used: inFlight,
      capacity: queue.inFlightLimit,
      change: (share) =>
        `shorten duration and window together to ${short((share * queue.inFlightLimit) / items)} s, or split the queue`,
    },
  ];
}

function streamUses(
  stream: ComponentOf<'stream'>,
  { items }: Flow,
  consumer: ComponentOf<'function'>,
): LimitUse[] {
  const { shards, batchSize, parallelizationFactor: factor, recordsPerShard } = stream;
  const perShard = (factor * batchSize * 1000) / durationOf(consumer, batchSize);
  return [
    {
      // shards × batch size / duration
      limit: 'processing of shards',
      unit: 'records/s',
      used: items,
      capacity: shards * perShard,
      change: (share) =>
        `raise shards to ${whole(items / perShard / share)} (now ${shards}), or parallelizationFactor, or batchSize`,
    },
    {
      limit: 'writes to shards',
      unit: 'records/s',
      used: items,
      capacity: shards * recordsPerShard,
      change: (share) =>
        `raise shards to ${whole(items / recordsPerShard / share)} (now ${shards})`,
    },
  ];
}

function tableUses(table: ComponentOf<'table'>, { items }: Flow): LimitUse[] {
  return (['write', 'read'] as const).map((kind) => {
    const used = items * table[`${kind}UnitsPerItem`];
    return {
      limit: `${kind} units`,
      unit: `${kind} request units/s`,
      used,
      capacity: table[`${kind}UnitsPerSecond`],
      change: (share: number) =>
        `warm the table for ${whole(used / share)} ${kind} units/s before, and keep any one partition key below its own limit`,
    };
  });
}

/**
 * What a component's own limits are used at a flow. Every use is proportional to the flow: batches are taken to be full,
 * as they are when a consumer is near its limit.
 */
export function usesOf(
  component: Component,
  flow: Flow,
  components: readonly Component[],
  account: Account,
): LimitUse[] {
  const functionOf = (id: string): ComponentOf<'function'> => {
    const found = components.find((other) => other.id === id);
    if (found?.type === 'function') return found;
    throw new TypeError(`"${id}" is not a function`);
  };
  switch (component.type) {
    case 'http-api':
      return [
        {
          limit: 'throttle',
          unit: 'requests/s',
          used: flow.items,
          capacity: component.requestsPerSecond,
          change: (share) =>
            `raise the throttle, and the quota if need be, to ${whole(flow.items / share)} requests/s (now ${component.requestsPerSecond})`,
        },
      ];
    case 'function':
      return functionUses(component, flow, account);
    case 'queue':
      return queueUses(component, flow, functionOf(component.consumer));
    case 'stream':
      return streamUses(component, flow, functionOf(component.consumer));
    case 'table':
      return tableUses(component, flow);
  }
}
