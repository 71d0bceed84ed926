import { priceUsage } from '@acado/pricing';
import type { Configuration } from '../record/schemas.ts';
import type { Invocations } from './invocations.ts';
import { type Micro, toMicro } from './money.ts';
import type { Part, Pricing } from './price-run.ts';
import { MILLION } from './subject.ts';

/** What the pipeline costs if so many orders come in each second, evenly. */
export interface ArrivalCost {
  ordersPerSecond: number;
  /** Orders in a batch, by function. */
  batches: Record<string, number>;
  /** Per million orders. */
  usd: Micro;
}

type Queue = Configuration['queues'][number];
type InvocationsByFunction = ReadonlyMap<string, Pick<Invocations, 'count' | 'warmMs'>>;

/** What a model of other rates is made of. */
export interface MeasuredBatches {
  /** Per million orders. */
  parts: readonly Part[];
  /** How the queues are to be read; need not be how they were. */
  queues: readonly Queue[];
  invocations: InvocationsByFunction;
  /** How many orders were measured. */
  orders: number;
  /** How long a function takes for one order, in ms; as long as for a measured batch where it is not known. */
  singleMs: (functionName: string) => number | undefined;
  pricing: Pricing;
}

/** The service whose queue packs orders into events; the other queues are those of the bus's consumers. */
const PACKER = 'ingest-a';
/** Most orders that go into one event, whatever waits. */
const ORDERS_PER_EVENT = 100;
/** About what the 6 MB of an invocation hold, however many messages a batch may have. */
const ORDERS_PER_INVOCATION = 7000;
/** Most messages that one request deletes. */
const DELETED_AT_ONCE = 10;

/** Messages of a batch: the first one opens the window, the others come while it is open. */
const fill = (perSecond: number, { batchSize, windowSeconds }: Queue): number =>
  Math.min(batchSize, 1 + perSecond * windowSeconds);

/**
 * A model, from what was measured at one rate. A batch is as full as its window lets it be; what is paid per batch is
 * shared by its orders. In between one order and the orders of a measured batch, the duration grows evenly, and beyond
 * in proportion. Each message is received by itself.
 */
export function costAtRate(ordersPerSecond: number, measured: MeasuredBatches): ArrivalCost {
  const { parts, queues, invocations, orders, singleMs, pricing } = measured;
  const packer = queues.find(({ service }) => service === PACKER);
  const packed = packer ? Math.min(ORDERS_PER_EVENT, fill(ordersPerSecond, packer)) : 1;
  /** Orders in one message of the queue, and in one batch of messages. */
  const perMessage = (queue: Queue): number => (queue === packer ? 1 : packed);
  const filled = (queue: Queue): number =>
    Math.min(
      ORDERS_PER_INVOCATION,
      perMessage(queue) * fill(ordersPerSecond / perMessage(queue), queue),
    );

  /** How much more a part costs for each order than it did when it was measured. */
  const factorOf = ({ meter, function: caller = '' }: Part): number => {
    // Priced anew, but for what comes in at the door.
    if (meter === 'EventBridge') return 0;
    const own = queues.find(({ functionName }) => functionName === caller);
    if (meter === 'SQS') return own || caller === '' ? 0 : 1;
    if (!own) return 1;
    // Rows and receipts are written per order, and so is the ledger of the archive.
    if (meter.startsWith('DynamoDB')) return 1;
    const { count, warmMs } = invocations.get(caller) ?? { count: orders, warmMs: 0 };
    const [then, now] = [orders / count, filled(own)];
    if (meter !== 'Lambda duration' || warmMs === 0) return then / now;
    const ms = durationAt(now, { orders: then, ms: warmMs, singleMs: singleMs(caller) });
    return ms / now / (warmMs / then);
  };

  const requests = queues.reduce((sum, queue) => {
    const messages = 1 / perMessage(queue);
    const deletes = Math.max(1 / filled(queue), messages / DELETED_AT_ONCE);
    // What a consumer reads was sent by the bus; sending to the inbox is a part of its own.
    return sum + (queue === packer ? 0 : messages) + messages + deletes;
  }, 0);
  const { region } = pricing.run;
  const anew = priceUsage(
    [
      {
        meter: 'sqs-requests',
        region,
        type: 'standard',
        requests: Math.round(requests * MILLION),
      },
      { meter: 'eventbridge', region, events: Math.round(MILLION / packed) },
    ],
    { book: pricing.book },
  );
  return {
    ordersPerSecond,
    batches: Object.fromEntries(
      queues.map((queue) => [queue.functionName, Number(filled(queue).toFixed(1))]),
    ),
    usd: parts.reduce(
      (sum, part) => sum + Math.round(part.usd * factorOf(part)),
      toMicro(anew.total),
    ),
  };
}

function durationAt(
  orders: number,
  measured: { orders: number; ms: number; singleMs: number | undefined },
): number {
  if (orders >= measured.orders) return (measured.ms * orders) / measured.orders;
  const single = Math.min(measured.singleMs ?? measured.ms, measured.ms);
  return single + ((measured.ms - single) * (orders - 1)) / (measured.orders - 1);
}
