import * as z from 'zod/mini';
import { ORDER_LIMITS } from './order.ts';
import { orderPlacedSchema } from './order-placed.ts';

/** `DetailType` of the event that brings several orders at once. */
export const ORDERS_PLACED = 'OrdersPlaced';

/**
 * The `detail` of an `OrdersPlaced` event: several `OrderPlaced` details, each as it would travel alone. Orders are
 * grouped by chance, for the price of it: the group means nothing, and an order may come again in another one.
 *
 * @example
 * const { orders } = ordersPlacedSchema.parse(JSON.parse(record.body));
 */
export const ordersPlacedSchema = z.strictObject({
  orders: z
    .array(orderPlacedSchema)
    .check(z.minLength(1), z.maxLength(ORDER_LIMITS.ordersPerRequest)),
});

/** Several `OrderPlaced` in one. */
export type OrdersPlaced = z.infer<typeof ordersPlacedSchema>;
