import { orderIdFrom, type PlacedOrder } from '@acado/events';
import type { PostedOrder } from './read-orders.ts';

export type PlacingContext = {
  /** The `Idempotency-Key` header. */
  idempotencyKey?: string | undefined;
  /** ISO time that an order gets which names none. */
  occurredAt: string;
};

/**
 * Orders with their ids and times. A request that comes again with the same idempotency key, or
 * with the same ids in it, names the same orders again.
 *
 * @example
 * toPlacedOrders([{ order }], { idempotencyKey: 'cart-7', occurredAt: new Date().toISOString() });
 */
export const toPlacedOrders = (
  posted: readonly PostedOrder[],
  { idempotencyKey, occurredAt }: PlacingContext,
): PlacedOrder[] =>
  posted.map(({ order, index }) => ({
    placedAt: occurredAt,
    ...order,
    orderId: orderIdFrom(order, { idempotencyKey, index }),
  }));
