import { mapConcurrently, toError } from '@acado/powertools/batch';
import { batchWrite, type BatchWriteOptions, type BatchWriteResult } from './batch-write.ts';

/** Rows made at a time. */
const CONCURRENCY = 10;

/** What to write where, and how its rows are made. */
export interface MakeAndWriteOptions<Item, Row extends object> extends Omit<
  BatchWriteOptions<Row>,
  'items'
> {
  items: readonly Item[];
  /** Makes the row of an item; it may put what is too large for a row elsewhere. */
  toRow: (item: Item) => Promise<Row>;
}

/**
 * {@link batchWrite} for items whose rows have to be made first. An item whose row cannot be made is reported like
 * one that could not be written, and keeps no other from being written.
 *
 * @example
 * const { unwritten } = await makeAndWriteRows({ client, tableName, items: orders, toRow, keyOf: ({ orderId }) => orderId });
 */
export async function makeAndWriteRows<Item, Row extends object>(
  options: MakeAndWriteOptions<Item, Row>,
): Promise<BatchWriteResult<Item>> {
  const { items, toRow, ...write } = options;
  const itemOf = new Map<Row, Item>();
  const unmade: BatchWriteResult<Item>['unwritten'] = [];
  await mapConcurrently(items, CONCURRENCY, async (item) => {
    try {
      itemOf.set(await toRow(item), item);
    } catch (thrown) {
      unmade.push({ item, error: toError(thrown) });
    }
  });
  const { unwritten } = await batchWrite({ ...write, items: [...itemOf.keys()] });
  const lost = unwritten.map(({ item: row, error }) => ({ item: itemOf.get(row) as Item, error }));
  return { unwritten: [...unmade, ...lost] };
}
