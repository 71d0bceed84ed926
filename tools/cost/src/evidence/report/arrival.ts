import type { Configuration } from '../record/schemas.ts';
import type { Invocations } from './invocations.ts';
import type { Micro } from './money.ts';
import type { Part } from './price-run.ts';

/** What the pipeline costs if so many orders come in each second, evenly. */
export interface ArrivalCost {
  ordersPerSecond: number;
  /** Orders in a batch, by function. */
  batches: Record<string, number>;
  /** Per million orders. */
  usd: Micro;
}

type Queue = Configuration['queues'][number];

/** The service whose queue packs orders into events; the other queues are those of the bus's consumers. */
const PACKER = 'ingest-a';
/** Most orders that go into one event, whatever waits. */
const ORDERS_PER_EVENT = 100;

/** Messages of a batch: the first one opens the window, the others come while it is open. */
const fill = (perSecond: number, { batchSize, windowSeconds }: Queue): number =>
  Math.min(batchSize, 1 + perSecond * windowSeconds);

/**
 * A model, from what was measured at one rate: whatever is paid per batch is shared by the orders of the batch, and a
 * batch is as full as its window lets it be. A batch with fewer orders is taken to run as long as the measured ones
 * did, and one with more to run longer in proportion, so both are rather too dear.
 *
 * @param orders How many orders were measured.
 */
export function costAtRate(
  ordersPerSecond: number,
  measured: {
    parts: readonly Part[];
    queues: readonly Queue[];
    invocations: ReadonlyMap<string, Invocations>;
    orders: number;
  },
): ArrivalCost {
  const { parts, queues, invocations, orders } = measured;
  const packer = queues.find(({ service }) => service === PACKER);
  const packed = packer ? Math.min(ORDERS_PER_EVENT, fill(ordersPerSecond, packer)) : 1;
  const filled = (queue: Queue): number =>
    queue === packer
      ? fill(ordersPerSecond, queue)
      : packed * fill(ordersPerSecond / packed, queue);
  const measuredFill = ({ functionName }: Queue): number =>
    orders / (invocations.get(functionName)?.count ?? orders);

  const factorOf = ({ service, meter, resource, function: caller }: Part): number => {
    const own = queues.find((queue) => queue.functionName === caller);
    // What the rules of the bus send to a consumer: one message per event.
    const sent = queues.find((queue) => queue !== packer && queue.service === service);
    const byEvent = packer ? measuredFill(packer) / packed : 1;
    if (meter === 'EventBridge') return byEvent;
    if (!own) return meter === 'SQS' && caller === undefined && sent ? byEvent : 1;
    const share = measuredFill(own) / filled(own);
    if (meter === 'Lambda duration') return Math.max(1, share);
    // Rows and receipts are written per order; the archive and its ledger per batch.
    const perOrder = meter.startsWith('DynamoDB') && !resource.endsWith('-ledger');
    return perOrder ? 1 : share;
  };
  const batches = Object.fromEntries(
    queues.map((queue) => [queue.functionName, Number(filled(queue).toFixed(1))]),
  );
  const usd = parts.reduce((sum, part) => sum + Math.round(part.usd * factorOf(part)), 0);
  return { ordersPerSecond, batches, usd };
}
