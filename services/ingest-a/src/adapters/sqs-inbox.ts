import {
  bundleDetail,
  bundleItem,
  type BundleItem,
  bundleOrders,
  checkInOrder,
  type PayloadStore,
} from '@acado/events';
import {
  mapConcurrently,
  packBatches,
  type Refused,
  retryRemaining,
  type RetryPolicy,
  toError,
} from '@acado/powertools/batch';
import {
  SendMessageBatchCommand,
  type SendMessageBatchCommandOutput,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Inbox } from '../domain/inbox.ts';

/** Limits of one call. SQS takes more bytes by now, but not everywhere, and charges them all the same. */
const maxMessages = 10;
const maxCallBytes = 256 * 1024;

/** Calls to AWS in flight at a time. */
const concurrency = 5;

/** SQS did not take a message. */
class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

type Item = BundleItem & { index: number };
type Outgoing = { items: Item[]; body: string };

/** The answer names each message by its id. One that it does not name was not taken. */
const refusedMessages = (
  sent: readonly Outgoing[],
  { Successful, Failed }: SendMessageBatchCommandOutput,
): Refused<Outgoing>[] => {
  const taken = new Set(Successful?.map(({ Id }) => Id));
  const failures = new Map(Failed?.map((failure) => [failure.Id, failure]));
  return sent.flatMap((item, position) => {
    const id = String(position);
    if (taken.has(id)) return [];
    const { Code = 'NoAnswer', Message = '', SenderFault = false } = failures.get(id) ?? {};
    return [{ item, error: new MessageRefused(`${Code}: ${Message}`), retryable: !SenderFault }];
  });
};

/**
 * An inbox on SQS: the events of a request in as few messages as possible, each of one billed chunk (64 KB) and with
 * the shape of an `OrdersPlaced` detail. What is too large for that goes to the payload store first.
 *
 * @param options.sqs give it `maxAttempts: 1`: retries are made here
 */
export const createSqsInbox = (
  options: {
    sqs: Pick<SQSClient, 'send'>;
    queueUrl: string;
    payloads: Pick<PayloadStore, 'put'>;
  } & RetryPolicy,
): Inbox => {
  const { sqs, queueUrl: QueueUrl, payloads } = options;

  const send = async (messages: Outgoing[]): Promise<Refused<Outgoing>[]> => {
    const Entries = messages.map(({ body }, position) => ({
      Id: String(position),
      MessageBody: body,
    }));
    const output = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    return refusedMessages(messages, output);
  };

  return {
    put: async (events) => {
      const results: { error?: Error }[] = events.map(() => ({}));
      const checkedIn = await mapConcurrently(
        [...events.entries()],
        concurrency,
        async ([index, event]) => {
          try {
            return [{ ...bundleItem(await checkInOrder(event, payloads)), index }];
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
      const calls = packBatches(messages, {
        maxCount: maxMessages,
        maxBytes: maxCallBytes,
        sizeOf: ({ body }) => Buffer.byteLength(body),
      });
      await mapConcurrently(calls, concurrency, async (call) => {
        for (const { item, error } of await retryRemaining(call, send, options)) {
          for (const { index } of item.items) results[index] = { error };
        }
      });
      return results;
    },
  };
};
