import type { PlacedOrder } from '@acado/events';
import { renderReceipt } from '@acado/orders/receipt';
import type { ReceiptStore } from './receipt-store.ts';

/** A message that brings an order, which is read only when its turn comes. */
export interface Delivery {
  messageId: string;
  readOrder: () => Promise<PlacedOrder>;
}

export interface IssueResult {
  /** Messages with an order that has no receipt yet, and the order if it could be read. */
  failed: { messageId: string; orderId?: string | undefined; error: Error }[];
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
    let orderId: string | undefined;
    try {
      const order = await readOrder();
      orderId = order.orderId;
      const known = rendered.get(orderId);
      if (known) known.messageIds.push(messageId);
      else rendered.set(orderId, { pdf: renderReceipt(order), messageIds: [messageId] });
    } catch (cause) {
      const error = new Error('the receipt was not rendered', { cause });
      failed.push({ messageId, orderId, error });
    }
  }

  const existing = await store.existing([...rendered.keys()]);
  const fresh = [...rendered]
    .filter(([orderId]) => !existing.has(orderId))
    .map(([orderId, { pdf }]) => ({ orderId, pdf }));
  const unsaved = fresh.length === 0 ? [] : await store.save(fresh);
  for (const { orderId, error } of unsaved) {
    const { messageIds = [] } = rendered.get(orderId) ?? {};
    failed.push(...messageIds.map((messageId) => ({ messageId, orderId, error })));
  }
  return { failed, issued: fresh.length - unsaved.length };
}
