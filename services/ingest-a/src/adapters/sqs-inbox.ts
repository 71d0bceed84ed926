import {
  bundleDetail,
  bundleItem,
  bundleOrders,
  checkInOrder,
  type PayloadStore,
  sendMessages,
  type SendOptions,
} from '@acado/events';
import { mapConcurrently, toError } from '@acado/powertools/batch';
import type { Inbox } from '../domain/inbox.ts';

/** Payloads stored at a time. */
const concurrency = 5;

/**
 * An inbox on SQS: the events of a request in as few messages as possible, each of one billed chunk (64 KB) and with
 * the shape of an `OrdersPlaced` detail. What is too large for that goes to the payload store first.
 */
export const createSqsInbox = (
  options: SendOptions & { payloads: Pick<PayloadStore, 'put'> },
): Inbox => ({
  put: async (events) => {
    const results: { error?: Error }[] = events.map(() => ({}));
    const checkedIn = await mapConcurrently(
      [...events.entries()],
      concurrency,
      async ([index, event]) => {
        try {
          return [{ ...bundleItem(await checkInOrder(event, options.payloads)), index }];
        } catch (thrown) {
          results[index] = { error: toError(thrown) };
          return [];
        }
      },
    );
    const messages = bundleOrders(checkedIn.flat()).map((items) => ({
      items,
      body: bundleDetail(items),
    }));
    for (const { item, error } of await sendMessages(options, messages)) {
      for (const { index } of item.items) results[index] = { error };
    }
    return results;
  },
});
