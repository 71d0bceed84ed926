import { BatchGetCommand, type BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import {
  mapConcurrently,
  packBatches,
  type Refused,
  retryRemaining,
  type RetryPolicy,
} from '@acado/powertools/batch';

/** Keys per `BatchGetItem`. */
const MAX_KEYS = 100;

type Key = Record<string, string | number | Uint8Array>;

/** The part of a document client that reading needs. */
export interface BatchGetClient {
  send(command: BatchGetCommand): Promise<BatchGetCommandOutput>;
}

/** What to read where. */
export interface BatchGetOptions extends RetryPolicy {
  client: BatchGetClient;
  tableName: string;
  /** Primary keys; repeated ones are read once. */
  keys: readonly Key[];
  /** Top-level attributes to return; all when absent. It saves transfer, not read units. */
  projection?: readonly string[];
  /** Costs twice the read units. Default false. */
  consistentRead?: boolean;
  /** Calls in flight at a time. Default 4. */
  concurrency?: number;
}

/** Some keys could not be read, so it is not known whether their items exist. */
export class KeysUnread extends Error {
  override readonly name = 'KeysUnread';
  readonly code = 'KEYS_UNREAD';
}

/**
 * Reads items by their keys with as few calls as possible (100 keys each) and asks again for what DynamoDB left
 * unprocessed: an answer holds 16 MB at most, and 1 MB of one partition. Items come in no particular order; keys without an item are simply not among them.
 *
 * @throws {KeysUnread} when keys are left after all attempts: a missing answer must not pass for a missing item.
 *
 * @example
 * const rows = await batchGet({ client, tableName, keys: ids.map((orderId) => ({ orderId })), projection: ['orderId'] });
 */
export async function batchGet(options: BatchGetOptions): Promise<Record<string, unknown>[]> {
  const { client, tableName, keys, concurrency = 4 } = options;
  const request = readRequest(options);
  const items: Record<string, unknown>[] = [];

  const send = async (batch: Key[]): Promise<Refused<Key>[]> => {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [tableName]: { ...request, Keys: batch } } }),
    );
    items.push(...(Responses?.[tableName] ?? []));
    const error = new KeysUnread('DynamoDB left keys unprocessed');
    return (UnprocessedKeys?.[tableName]?.Keys ?? []).map((key) => ({
      item: key,
      error,
      retryable: true,
    }));
  };

  const unique = [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
  const batches = packBatches(unique, { maxCount: MAX_KEYS });
  const lost = await mapConcurrently(batches, concurrency, (batch) =>
    retryRemaining(batch, send, { resetOnProgress: true, ...options }),
  );
  const [first, ...others] = lost.flat();
  if (first) {
    const message = `${others.length + 1} key(s) of ${tableName} could not be read: ${first.error.message}`;
    throw new KeysUnread(message, { cause: first.error });
  }
  return items;
}

/** Names go through placeholders, so that a reserved word such as `name` can be projected. */
const readRequest = ({ projection, consistentRead }: BatchGetOptions) => ({
  ConsistentRead: consistentRead,
  ...(projection && {
    ProjectionExpression: projection.map((_, index) => `#${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(
      projection.map((name, index) => [`#${index}`, name]),
    ),
  }),
});
