import { flowsOf } from './flows.ts';
import { passed } from './graph.ts';
import { type Component, type ComponentOf, reservedConcurrency, type System } from './input.ts';
import { concurrencyOf, type Flow, type LimitUse, mappingConcurrency, usesOf } from './limits.ts';

/** How much of a limit is used at the given arrivals. */
export interface Limit {
  component: string;
  limit: string;
  unit: string;
  used: number;
  capacity: number;
  /** used / capacity; above 1 it is exceeded. */
  utilisation: number;
  /** Arrivals per second at the entry at which it is reached; null if they do not use it. */
  saturatesAtPerSecond: number | null;
  /** What to change, if the utilisation is above the target. */
  change?: string;
}

/** A queue or stream whose consumer is slower than what comes in. */
export interface Backlog {
  component: string;
  /** What comes in, after what is before it has throttled, in items per second. */
  arrivesPerSecond: number;
  /** Effective concurrency × batch / duration, in items per second. */
  processedPerSecond: number;
  growsPerSecond: number;
  /** Items when the arrivals end; absent without arrivals.seconds. */
  backlog?: number;
  /** How long the last of them waits, in s. */
  oldestAgeSeconds?: number;
  /** From the end of the arrivals on, in s; null if it never drains. */
  drainSeconds?: number | null;
  /** Items would be older than the retention. */
  losesItems?: boolean;
}

/** How long a component needs to get to the concurrency that the arrivals want, from nothing. */
export interface Scaling {
  component: string;
  concurrency: number;
  seconds: number;
}

/** Advice on capacity. */
export interface Advice {
  arrivalsPerSecond: number;
  limits: Limit[];
  saturatesFirst: { component: string; limit: string; atPerSecond: number };
  backlogs: Backlog[];
  /** Only what does not scale at once. */
  scaling: Scaling[];
  changes: string[];
  model: string;
}

/** A function gains so many environments every so many seconds (Lambda quotas, 2026-10). */
const FUNCTION_BURST = { environments: 1000, seconds: 10 };

/** An SQS mapping starts here and gains so many a minute (Lambda Developer Guide, 2026-10). */
const MAPPING_START = 5;
const MAPPING_PER_MINUTE = 300;

const MODEL =
  'Steady rates. Concurrency = invocations per second × duration; a queue’s rate = effective concurrency × batch / duration; a stream’s = shards × parallelization factor × batch / duration. Batches are full, as they are when a consumer falls behind; below that there are more and smaller ones. Retries are not counted.';

const isBuffer = (component: Component): component is ComponentOf<'queue' | 'stream'> =>
  component.type === 'queue' || component.type === 'stream';

const utilisation = ({ used, capacity }: LimitUse): number => used / capacity;

/**
 * Says how much of each limit a system uses, what saturates first, and what queues up.
 *
 * @example
 * adviseCapacity(systemSchema.parse(exampleSystem)).saturatesFirst; // { component, limit, atPerSecond }
 */
export function adviseCapacity(system: System): Advice {
  const { components, arrivals, accountConcurrency, targetUtilisation } = system;
  const reached = passed(system.entry, components);
  if ('circle' in reached) throw new TypeError(`Items come back to "${reached.circle}"`);
  const { order } = reached;
  const account = { shared: accountConcurrency - reservedConcurrency(components) };
  const uses = (component: Component, flow: Flow) => usesOf(component, flow, components, account);

  const flows = flowsOf(order, arrivals.perSecond);
  const limits = [
    ...order.flatMap((component) =>
      uses(component, flows.get(component.id)!).map((use) => ({ component: component.id, use })),
    ),
    { component: 'account', use: accountUse(order, flows, account.shared) },
  ].map(({ component, use }): Limit => {
    const { limit, unit, used, capacity } = use;
    const share = utilisation(use);
    return {
      component,
      limit,
      unit,
      used,
      capacity,
      utilisation: share,
      saturatesAtPerSecond: share > 0 ? arrivals.perSecond / share : null,
      ...(share > targetUtilisation && { change: use.change(targetUtilisation) }),
    };
  });
  const first = limits.reduce((a, b) => (b.utilisation > a.utilisation ? b : a));
  return {
    arrivalsPerSecond: arrivals.perSecond,
    limits,
    saturatesFirst: {
      component: first.component,
      limit: first.limit,
      atPerSecond: arrivals.perSecond / first.utilisation,
    },
    backlogs: backlogsOf(system, order, uses),
    scaling: order.flatMap((component) => scalingOf(component, flows.get(component.id)!, uses)),
    changes: limits.flatMap(({ component, limit, change }) =>
      change === undefined ? [] : [`${component}, ${limit}: ${change}`],
    ),
    model: MODEL,
  };
}

/** Functions without a reservation share what is left. */
function accountUse(
  order: readonly Component[],
  flows: ReadonlyMap<string, Flow>,
  shared: number,
): LimitUse {
  const used = order.reduce(
    (sum, component) =>
      component.type === 'function' && component.reservedConcurrency === undefined
        ? sum + concurrencyOf(component, flows.get(component.id)!.loads)
        : sum,
    0,
  );
  return {
    limit: 'concurrency',
    unit: 'concurrent executions',
    used,
    capacity: shared,
    change: (share) =>
      `ask for a concurrency quota that leaves ${Math.ceil(used / share)} to functions without a reservation (now ${shared})`,
  };
}

type Uses = (component: Component, flow: Flow) => LimitUse[];

/** Utilisation of the tightest limit of a component; of a queue or stream that of its consumer, too. */
function tightest(
  component: Component,
  flow: Flow,
  order: readonly Component[],
  uses: Uses,
): number {
  const own = uses(component, flow).map(utilisation);
  if (!isBuffer(component)) return Math.max(...own);
  // Writes beyond what shards take are throttled: they are no backlog.
  if (component.type === 'stream') own.splice(1);
  const consumer = order.find(({ id }) => id === component.consumer)!;
  const loads = [{ items: flow.items, batch: component.batchSize, direct: false }];
  return Math.max(...own, ...uses(consumer, { items: flow.items, loads }).map(utilisation));
}

function backlogsOf({ arrivals }: System, order: readonly Component[], uses: Uses): Backlog[] {
  const through = (component: Component, flow: Flow): number =>
    flow.items / Math.max(1, tightest(component, flow, order, uses));
  const during = flowsOf(order, arrivals.perSecond, through);
  const after = flowsOf(order, arrivals.afterwardsPerSecond, through);
  return order.filter(isBuffer).flatMap((component): Backlog[] => {
    const flow = during.get(component.id)!;
    const processed = through(component, flow);
    const grows = flow.items - processed;
    if (grows <= flow.items * 1e-12) return [];
    const rates = {
      component: component.id,
      arrivesPerSecond: flow.items,
      processedPerSecond: processed,
      growsPerSecond: grows,
    };
    if (arrivals.seconds === undefined) return [rates];
    const backlog = grows * arrivals.seconds;
    const drains = processed - after.get(component.id)!.items;
    const oldestAgeSeconds = backlog / processed;
    return [
      {
        ...rates,
        backlog,
        oldestAgeSeconds,
        drainSeconds: drains > 0 ? backlog / drains : null,
        losesItems: oldestAgeSeconds > component.retentionSeconds,
      },
    ];
  });
}

function scalingOf(component: Component, flow: Flow, uses: Uses): Scaling[] {
  if (component.type !== 'function' && component.type !== 'queue') return [];
  const [concurrency] = uses(component, flow);
  const wanted = Math.min(concurrency!.used, concurrency!.capacity);
  const seconds =
    component.type === 'queue'
      ? ((Math.min(wanted, mappingConcurrency(component)) - MAPPING_START) / MAPPING_PER_MINUTE) *
        60
      : (Math.ceil(wanted / FUNCTION_BURST.environments) - 1) * FUNCTION_BURST.seconds;
  return seconds > 0 ? [{ component: component.id, concurrency: wanted, seconds }] : [];
}
