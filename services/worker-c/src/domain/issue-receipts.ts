import type { PlacedOrder } from '@acado/events';
import { renderReceipt } from '@acado/orders/receipt';
import type { ReceiptStore } from './receipt-store.ts';

/** A message that brings an order, which is read only when its turn comes. */
export interface Delivery {
  messageId: string;
  readOrder: () => Promise<PlacedOrder>;
}

export interface IssueResult {
  /** Messages whose order has no receipt yet. */
  failed: { messageId: string; error: Error }[];
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
  const rendered = new Map<string, { pdf: Uint8Array; messageIds: string[] }>();
  // One after the other: rendering keeps the CPU busy, and a large order leaves before the next.
  for (const { messageId, readOrder } of deliveries) {
    try {
      const order = await readOrder();
      const known = rendered.get(order.orderId);
      if (known) known.messageIds.push(messageId);
      else rendered.set(order.orderId, { pdf: renderReceipt(order), messageIds: [messageId] });
    } catch (cause) {
      failed.push({ messageId, error: new Error('the receipt was not rendered', { cause }) });
    }
  }

  const existing = await store.existing([...rendered.keys()]);
  const fresh = [...rendered]
    .filter(([orderId]) => !existing.has(orderId))
    .map(([orderId, { pdf }]) => ({ orderId, pdf }));
  const unsaved = fresh.length === 0 ? [] : await store.save(fresh);
  for (const { orderId, error } of unsaved) {
    const { messageIds = [] } = rendered.get(orderId) ?? {};
    failed.push(...messageIds.map((messageId) => ({ messageId, error })));
  }
  return { failed, issued: fresh.length - unsaved.length };
}
