import { type EventPublisher, orderPlacedEvent } from '@acado/events';
import { type Placement, type PostedOrder, toPlacedOrders } from '@acado/orders/request';

export type PlacingRequest = {
  orders: readonly PostedOrder[];
  idempotencyKey?: string;
  correlationId: string;
};

export type Placing = { publisher: EventPublisher; now: () => Date };

/**
 * Tells the bus of every order and answers only when it knows what the bus took.
 *
 * @returns one placement per order, in the same order
 */
export const placeOrders = async (
  { publisher, now }: Placing,
  { orders, idempotencyKey, correlationId }: PlacingRequest,
): Promise<Placement[]> => {
  const occurredAt = now().toISOString();
  const placed = toPlacedOrders(orders, { idempotencyKey, occurredAt });
  const results = await publisher.publish(
    placed.map((order) => orderPlacedEvent(order, { correlationId, occurredAt })),
  );
  return placed.map(({ orderId }, position) => ({ orderId, error: results[position]?.error }));
};
