import type { EventPublisher, OrdersPlaced } from '@acado/events';

/** A message of the inbox. */
export type InboxMessage = { messageId: string; value: OrdersPlaced };

/**
 * Puts the events of a batch of messages on the bus, in whatever company is cheapest. A message of which the bus did
 * not take an event comes again with all of its events: consumers know those that they have seen.
 *
 * @returns the messages that must come again, one entry for each event of them that was refused
 */
export const publishOrders = async (
  publisher: EventPublisher,
  messages: readonly InboxMessage[],
): Promise<{ messageId: string; error: Error }[]> => {
  const carried = messages.flatMap(({ messageId, value }) =>
    value.orders.map((event) => ({ messageId, event })),
  );
  const results = await publisher.publish(carried.map(({ event }) => event));
  return carried.flatMap(({ messageId }, position) => {
    const error = results[position]?.error;
    return error ? [{ messageId, error }] : [];
  });
};
