import type { PlacedOrder } from './order.ts';
import { eventsIn, type OrderMessage } from './order-message.ts';
import type { PayloadStore } from './payload-store.ts';
import { resolveOrder } from './resolve-order.ts';

/** A message with what its body says. */
export interface ReceivedOrders {
  messageId: string;
  value: OrderMessage;
}

/** An order that a message brings, read only when its turn comes. */
export interface OrderDelivery {
  /** Names message and order; see {@link deliveryId}. */
  deliveryId: string;
  /** Rejects when the order is not what the contract says, or not where its pointer says. */
  readOrder: () => Promise<PlacedOrder>;
}

/**
 * Names one of the orders of a message.
 *
 * @example
 * deliveryId('059f36b4-87a3', 2); // '2/059f36b4-87a3'
 */
export const deliveryId = (messageId: string, position: number): string =>
  `${position}/${messageId}`;

/**
 * The orders of a batch of messages.
 *
 * @example
 * const deliveries = orderDeliveries(messages, payloads);
 */
export const orderDeliveries = (
  messages: readonly ReceivedOrders[],
  payloads: Pick<PayloadStore, 'get'>,
): OrderDelivery[] =>
  messages.flatMap(({ messageId, value }) =>
    eventsIn(value).map(({ event, error }, position) => ({
      deliveryId: deliveryId(messageId, position),
      readOrder: () => (event ? resolveOrder(event.detail, payloads) : Promise.reject(error)),
    })),
  );
