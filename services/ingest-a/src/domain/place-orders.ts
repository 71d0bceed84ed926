import { orderPlacedEvent } from '@acado/events';
import { type Placement, type PostedOrder, toPlacedOrders } from '@acado/orders/request';
import type { Inbox } from './inbox.ts';

export type PlacingRequest = {
  orders: readonly PostedOrder[];
  idempotencyKey?: string;
  correlationId: string;
};

export type Placing = { inbox: Inbox; now: () => Date };

/**
 * Puts the event of every order into the inbox and answers only when it knows what the inbox took.
 *
 * @returns one placement per order, in the same order
 */
export const placeOrders = async (
  { inbox, now }: Placing,
  { orders, idempotencyKey, correlationId }: PlacingRequest,
): Promise<Placement[]> => {
  const occurredAt = now().toISOString();
  const placed = toPlacedOrders(orders, { idempotencyKey, occurredAt });
  const results = await inbox.put(
    placed.map((order) => orderPlacedEvent(order, { correlationId, occurredAt })),
  );
  return placed.map(({ orderId }, position) => ({ orderId, error: results[position]?.error }));
};
