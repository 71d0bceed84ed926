import {
  ORDER_PLACED,
  ORDER_SOURCE,
  type OrderPlaced,
  type OrderPlacedEvent,
  orderPlacedEvent,
} from '../order-placed.ts';
import type { PlacedOrder } from '../order.ts';
import type { OrderPlacedEnvelope } from '../order-message.ts';
import { ORDERS_PLACED } from '../orders-placed.ts';
import { aPlacedOrder } from './an-order.ts';

/**
 * The event of a small valid order, or of the one given.
 *
 * @example
 * anOrderPlacedEvent({ orderId: randomUUID() });
 */
export const anOrderPlacedEvent = (order: Partial<PlacedOrder> = {}): OrderPlacedEvent => {
  const placed = aPlacedOrder(order);
  return orderPlacedEvent(placed, { correlationId: 'a-request-id', occurredAt: placed.placedAt });
};

/**
 * An event as a rule delivers it to its targets; the body of a consumer's message.
 *
 * @example
 * anSqsEvent([{ body: anEventBridgeEvent(anOrderPlacedEvent()) }]);
 */
export const anEventBridgeEvent = (
  detail: OrderPlaced = anOrderPlacedEvent(),
): OrderPlacedEnvelope => ({
  version: '0',
  id: 'e0000000-0000-4000-8000-000000000001',
  'detail-type': ORDER_PLACED,
  source: ORDER_SOURCE,
  account: '000000000000',
  time: `${detail.metadata.occurredAt.slice(0, 19)}Z`,
  region: 'us-east-1',
  resources: [],
  detail,
});

/**
 * Several events in one, as a rule delivers it to its targets. Takes anything, to build what is wrong too.
 *
 * @example
 * anSqsEvent([{ body: anOrdersPlacedEvent(orders.map(anOrderPlacedEvent)) }]);
 */
export const anOrdersPlacedEvent = (orders: readonly unknown[]) => ({
  ...anEventBridgeEvent(),
  'detail-type': ORDERS_PLACED,
  detail: { orders },
});
