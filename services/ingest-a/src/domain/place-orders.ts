import {
  type EventPublisher,
  type Order,
  orderIdFrom,
  orderPlacedEvent,
  type PlacedOrder,
} from '@acado/events';

/** An order that passed the contract, and where it stood if it came in an array. */
export type PostedOrder = { order: Order; index?: number };

export type PlacingRequest = {
  orders: readonly PostedOrder[];
  idempotencyKey?: string;
  correlationId: string;
};

/** What became of one order: placed if it has no error. */
export type Placement = { orderId: string; error?: Error };

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
  const placed = orders.map(({ order, index }): PlacedOrder => ({
    placedAt: occurredAt,
    ...order,
    orderId: orderIdFrom(order, { idempotencyKey, index }),
  }));
  const results = await publisher.publish(
    placed.map((order) => orderPlacedEvent(order, { correlationId, occurredAt })),
  );
  return placed.map(({ orderId }, position) => ({ orderId, error: results[position]?.error }));
};
