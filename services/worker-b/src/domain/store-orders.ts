import type { PlacedOrder } from '@acado/events';
import { type FingerprintedOrder, fingerprintOf } from '@acado/orders/row';
import type { OrderStore } from './order-store.ts';

/** A message that brings an order. */
export interface Delivery {
  messageId: string;
  readOrder: () => Promise<PlacedOrder>;
}

export interface FailedDelivery {
  messageId: string;
  /** Absent when the order could not even be read. */
  orderId?: string | undefined;
  error: Error;
}

export interface StoreResult {
  /** Messages whose order is not kept. */
  failed: FailedDelivery[];
  /** Orders that are new. */
  stored: number;
  /** Ids that came with another content than the order that is kept. */
  conflicts: string[];
}

/**
 * Keeps the orders that are new. An order that is delivered again changes nothing; neither does
 * another order of the same id: the first one stands.
 */
export async function storeOrders(deliveries: Delivery[], store: OrderStore): Promise<StoreResult> {
  const { read, failed } = await readAll(deliveries);
  const byId = Map.groupBy(read, ({ order }) => order.orderId);
  const known = await store.fingerprints([...byId.keys()]);

  const fresh: FingerprintedOrder[] = [];
  const conflicts: string[] = [];
  for (const [orderId, [first, ...others]] of byId) {
    if (!first) continue;
    const standing = known.get(orderId) ?? first.fingerprint;
    if (!known.has(orderId)) fresh.push(first);
    if ([first, ...others].some(({ fingerprint }) => fingerprint !== standing)) {
      conflicts.push(orderId);
    }
  }

  const unsaved = fresh.length === 0 ? [] : await store.save(fresh);
  const notKept = unsaved.flatMap(({ orderId, error }) =>
    (byId.get(orderId) ?? []).map(({ messageId }) => ({ messageId, orderId, error })),
  );
  return {
    failed: [...failed, ...notKept],
    stored: fresh.length - unsaved.length,
    conflicts,
  };
}

type ReadDelivery = { messageId: string } & FingerprintedOrder;

async function readAll(deliveries: Delivery[]) {
  const outcomes = await Promise.all(
    deliveries.map(async ({ messageId, readOrder }): Promise<ReadDelivery | FailedDelivery> => {
      try {
        const order = await readOrder();
        return { messageId, order, fingerprint: fingerprintOf(order) };
      } catch (cause) {
        return { messageId, error: new Error('the order could not be read', { cause }) };
      }
    }),
  );
  return {
    read: outcomes.filter((outcome) => 'order' in outcome),
    failed: outcomes.filter((outcome) => 'error' in outcome),
  };
}
