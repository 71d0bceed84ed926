import type { PlacedOrder } from '@acado/events';
import { renderReceipt } from '@acado/orders/receipt';
import type { ReceiptStore } from './receipt-store.ts';

/** An order on its way here, read when its turn comes; its id names the message that brings it and its place there. */
export interface Delivery {
  deliveryId: string;
  readOrder: () => Promise<PlacedOrder>;
}

export interface IssueResult {
  /** Deliveries whose order has no receipt yet, and the order if it could be read. */
  failed: { deliveryId: string; orderId?: string | undefined; error: Error }[];
  /** Receipts that are new. */
  issued: number;
}

/**
 * Renders and keeps a receipt for each order that has none. An order that is delivered again, in
 * this batch or a later one, changes nothing.
 */
export async function issueReceipts(
  deliveries: Delivery[],
  store: ReceiptStore,
): Promise<IssueResult> {
  const failed: IssueResult['failed'] = [];
  const rendered = new Map<string, { pdf: Uint8Array; deliveryIds: string[] }>();
  // One after the other: rendering keeps the CPU busy, and a large order leaves before the next.
  for (const { deliveryId, readOrder } of deliveries) {
    let orderId: string | undefined;
    try {
      const order = await readOrder();
      orderId = order.orderId;
      const known = rendered.get(orderId);
      if (known) known.deliveryIds.push(deliveryId);
      else rendered.set(orderId, { pdf: renderReceipt(order), deliveryIds: [deliveryId] });
    } catch (cause) {
      const error = new Error('the receipt was not rendered', { cause });
      failed.push({ deliveryId, orderId, error });
    }
  }

  const existing = await store.existing([...rendered.keys()]);
  const fresh = [...rendered]
    .filter(([orderId]) => !existing.has(orderId))
    .map(([orderId, { pdf }]) => ({ orderId, pdf }));
  const unsaved = fresh.length === 0 ? [] : await store.save(fresh);
  for (const { orderId, error } of unsaved) {
    const { deliveryIds = [] } = rendered.get(orderId) ?? {};
    failed.push(...deliveryIds.map((deliveryId) => ({ deliveryId, orderId, error })));
  }
  return { failed, issued: fresh.length - unsaved.length };
}
