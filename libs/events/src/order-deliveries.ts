import type { PlacedOrder } from './order.ts';
import { eventsIn, type OrderMessage } from './order-message.ts';
import type { PayloadStore } from './payload-store.ts';
import { resolveOrder } from './resolve-order.ts';

/** An order that a message brings, read only when its turn comes. */
export interface OrderDelivery {
  messageId: string;
  /** Rejects when the order is not what the contract says, or not where its pointer says. */
  readOrder: () => Promise<PlacedOrder>;
}

/**
 * The orders of a batch of messages, each with the message that brought it.
 *
 * @example
 * const deliveries = orderDeliveries(messages, payloads);
 */
export const orderDeliveries = (
  messages: readonly { messageId: string; value: OrderMessage }[],
  payloads: Pick<PayloadStore, 'get'>,
): OrderDelivery[] =>
  messages.flatMap(({ messageId, value }) =>
    eventsIn(value).map(({ event, error }) => ({
      messageId,
      readOrder: () => (event ? resolveOrder(event.detail, payloads) : Promise.reject(error)),
    })),
  );

/** A log line names no more, however many failed. */
const MAX_NAMED = 20;

/**
 * For the log: the orders that failed, up to 20 of those that could be read; undefined when none did. The message alone
 * does not tell which of its orders it was.
 *
 * @example
 * logger.info('Orders stored', { received, stored, failedOrders: failedOrders(failed) });
 */
export const failedOrders = (
  failures: readonly { orderId?: string | undefined }[],
): string[] | undefined =>
  failures.length === 0
    ? undefined
    : failures.flatMap(({ orderId }) => orderId ?? []).slice(0, MAX_NAMED);

/**
 * The messages that must come again: those of which an order failed, each once, with the first error.
 *
 * @example
 * handle: async (messages) => ({ failed: failedMessages(await storeAll(orderDeliveries(messages, payloads))) }),
 */
export const failedMessages = <Failure extends { messageId: string; error: Error }>(
  failures: readonly Failure[],
): Failure[] =>
  [...Map.groupBy(failures, ({ messageId }) => messageId).values()].flatMap(
    ([first]) => first ?? [],
  );
