import type { EventPublisher, OrdersPlaced } from '@acado/events';

/** A message of the inbox. */
export type InboxMessage = { messageId: string; value: OrdersPlaced };

/**
 * Puts the events of a batch of messages on the bus, in whatever company is cheapest. A message of which the bus did
 * not take an event comes again with all of its events: consumers know those that they have seen.
 *
 * @returns the messages that must come again, each with the first error of its events
 */
export const publishOrders = async (
  publisher: EventPublisher,
  messages: readonly InboxMessage[],
): Promise<{ messageId: string; error: Error }[]> => {
  const carried = messages.flatMap(({ messageId, value }) =>
    value.orders.map((event) => ({ messageId, event })),
  );
  const results = await publisher.publish(carried.map(({ event }) => event));
  const failed = new Map<string, Error>();
  for (const [position, { messageId }] of carried.entries()) {
    const error = results[position]?.error;
    if (error && !failed.has(messageId)) failed.set(messageId, error);
  }
  return [...failed].map(([messageId, error]) => ({ messageId, error }));
};
