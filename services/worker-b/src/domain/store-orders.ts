import type { PlacedOrder } from '@acado/events';
import { type FingerprintedOrder, fingerprintOf } from '@acado/orders/row';
import type { OrderStore } from './order-store.ts';

/** An order on its way here; its id names the message that brings it and its place there. */
export interface Delivery {
  deliveryId: string;
  readOrder: () => Promise<PlacedOrder>;
}

export interface FailedDelivery {
  deliveryId: string;
  /** Absent when the order could not even be read. */
  orderId?: string | undefined;
  error: Error;
}

export interface StoreResult {
  /** Deliveries whose order is not kept. */
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
    (byId.get(orderId) ?? []).map(({ deliveryId }) => ({ deliveryId, orderId, error })),
  );
  return {
    failed: [...failed, ...notKept],
    stored: fresh.length - unsaved.length,
    conflicts,
  };
}

type ReadDelivery = { deliveryId: string } & FingerprintedOrder;

async function readAll(deliveries: Delivery[]) {
  const outcomes = await Promise.all(
    deliveries.map(async ({ deliveryId, readOrder }): Promise<ReadDelivery | FailedDelivery> => {
      try {
        const order = await readOrder();
        return { deliveryId, order, fingerprint: fingerprintOf(order) };
      } catch (cause) {
        return { deliveryId, error: new Error('the order could not be read', { cause }) };
      }
    }),
  );
  return {
    read: outcomes.filter((outcome) => 'order' in outcome),
    failed: outcomes.filter((outcome) => 'error' in outcome),
  };
}
