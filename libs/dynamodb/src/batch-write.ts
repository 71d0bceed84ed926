import { BatchWriteCommand, type BatchWriteCommandOutput } from '@aws-sdk/lib-dynamodb';
import {
  mapConcurrently,
  packBatches,
  type Refused,
  retryRemaining,
  type RetryPolicy,
} from '@acado/powertools/batch';
import { itemSize, MAX_ITEM_BYTES } from './item-size.ts';
import { splitRefused } from './split-refused.ts';

/** Limits of one `BatchWriteItem`. */
const MAX_ITEMS = 25;
const MAX_REQUEST_BYTES = 16 * 1024 * 1024;

/** The part of a document client that writing needs. */
export interface BatchWriteClient {
  send(command: BatchWriteCommand): Promise<BatchWriteCommandOutput>;
}

/** What to write where. */
export interface BatchWriteOptions<Item extends object> extends RetryPolicy {
  client: BatchWriteClient;
  tableName: string;
  items: readonly Item[];
  /** The item's primary key as one string. Of items with the same key the first is written. */
  keyOf: (item: Item) => string;
  /** Calls in flight at a time. Default 4. */
  concurrency?: number;
}

/** What was not written, and why. */
export interface BatchWriteResult<Item> {
  unwritten: { item: Item; error: Error }[];
}

/** An item is larger than DynamoDB's 400 KB. */
export class ItemTooLarge extends Error {
  override readonly name = 'ItemTooLarge';
  readonly code = 'ITEM_TOO_LARGE';
}

/** DynamoDB left an item unprocessed at each attempt: the table is throttled. */
export class ItemUnprocessed extends Error {
  override readonly name = 'ItemUnprocessed';
  readonly code = 'ITEM_UNPROCESSED';
}

/**
 * Writes items with as few calls as possible (25 items, 16 MB each) and tries again what DynamoDB left unprocessed.
 * Replaces rows with the same key: `BatchWriteItem` knows no conditions.
 *
 * Never rejects for what it could not write: that comes back with its error. An item that DynamoDB refuses, or that
 * is over 400 KB, does not keep its neighbours from being written.
 *
 * @example
 * const { unwritten } = await batchWrite({ client, tableName, items: orders, keyOf: ({ orderId }) => orderId });
 */
export async function batchWrite<Item extends object>(
  options: BatchWriteOptions<Item>,
): Promise<BatchWriteResult<Item>> {
  const { client, tableName, items, keyOf, concurrency = 4 } = options;
  const byKey = Map.groupBy(items, keyOf);
  const firsts = [...byKey].flatMap(([key, [item]]) => (item ? [{ key, item }] : []));
  type Row = (typeof firsts)[number];

  const send = async (rows: Row[]): Promise<Refused<Row>[]> => {
    const { UnprocessedItems } = await client.send(
      new BatchWriteCommand({
        RequestItems: {
          [tableName]: rows.map(({ item }) => ({ PutRequest: { Item: { ...item } } })),
        },
      }),
    );
    const unprocessed = UnprocessedItems?.[tableName] ?? [];
    // DynamoDB repeats what it was sent. An item that is not recognised must not pass for written: send all again.
    const keys = new Set(unprocessed.map(({ PutRequest }) => keyOf(PutRequest?.Item as Item)));
    const matched = rows.filter(({ key }) => keys.has(key));
    const error = new ItemUnprocessed(`${tableName} did not process the item: throttled`);
    return (matched.length === unprocessed.length ? matched : rows).map((item) => ({
      item,
      error,
      retryable: true,
    }));
  };

  const { small = [], large = [] } = Object.groupBy(firsts, ({ item }) =>
    itemSize(item) > MAX_ITEM_BYTES ? 'large' : 'small',
  );
  const batches = packBatches(small, {
    maxCount: MAX_ITEMS,
    maxBytes: MAX_REQUEST_BYTES,
    sizeOf: ({ item }) => itemSize(item),
  });
  const lost = await mapConcurrently(batches, concurrency, (batch) =>
    retryRemaining(batch, splitRefused(send), options),
  );
  const unwritten = [
    ...large.map((item) => ({ item, error: tooLarge(item.item) })),
    ...lost.flat(),
  ].flatMap(({ item: { key }, error }) => (byKey.get(key) ?? []).map((item) => ({ item, error })));
  return { unwritten };
}

const tooLarge = (item: object): ItemTooLarge =>
  new ItemTooLarge(`The item has ${itemSize(item)} bytes, DynamoDB takes ${MAX_ITEM_BYTES}`);
