import { createRequire } from 'node:module';
import { indexWriteUnits, type Item, type SecondaryIndex } from './index-writes.ts';
import { itemSize, readUnits, writeUnits } from './item-size.ts';

type Capacity = {
  TableName: string;
  CapacityUnits: number;
  Table?: { CapacityUnits: number };
  GlobalSecondaryIndexes?: Record<string, { CapacityUnits: number }>;
  LocalSecondaryIndexes?: Record<string, { CapacityUnits: number }>;
};
type Table = {
  KeySchema: { AttributeName: string }[];
  GlobalSecondaryIndexes?: SecondaryIndex[];
  LocalSecondaryIndexes?: SecondaryIndex[];
};
/** A request as dynalite's actions have it. */
type Data = {
  TableName: string;
  Item?: Item;
  ReturnConsumedCapacity?: string;
  ConsistentRead?: boolean;
  Select?: string;
} & Record<string, unknown>;
type Page = { Items?: Item[]; ConsumedCapacity?: Capacity };
type Refusal = Error & { body: Record<string, unknown> };
type Done<T> = (error: Error | null, result?: T) => void;

/** The functions that dynalite's actions share; they call them by way of their module. */
type Shared = {
  addConsumedCapacity: (
    data: Data,
    isRead: boolean,
    item?: Item,
    other?: Item,
  ) => Capacity | undefined;
  checkConditional: (data: Data, existing?: Item) => Refusal | null | undefined;
  updateIndexes: (
    store: unknown,
    table: Table,
    before: Item | undefined,
    after: Item | null,
    done: Done<void>,
  ) => void;
  queryTable: (
    store: unknown,
    table: Table,
    data: Data,
    options: unknown,
    isLocal: boolean,
    fetches: boolean,
    startKeys: string[],
    done: Done<Page>,
  ) => void;
};

const KINDS = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'] as const;
/** What makes a page hold less than was read for it. */
const NARROWING = ['_filter', '_projection', 'QueryFilter', 'ScanFilter', 'AttributesToGet'];

const isAsked = ({ ReturnConsumedCapacity = '' }: Data): boolean =>
  ['TOTAL', 'INDEXES'].includes(ReturnConsumedCapacity);

const sizeOf = (item: Item | null | undefined): number => (item ? itemSize(item) : 0);

const correct = (shared: Shared): void => {
  const original = { ...shared };
  /** Of the write whose indexes are updated next: dynalite does both in one turn. */
  let written: Capacity | undefined;

  const consumed = (data: Data, units: number): Capacity => ({
    TableName: data.TableName,
    CapacityUnits: units,
    ...(data.ReturnConsumedCapacity === 'INDEXES' && { Table: { CapacityUnits: units } }),
  });

  shared.addConsumedCapacity = (data, isRead, item, other) => {
    if (!isAsked(data)) return (written = undefined);
    const bytes = Math.max(sizeOf(item), sizeOf(other));
    const units = isRead ? readUnits(bytes, data.ConsistentRead === true) : writeUnits(bytes);
    written = consumed(data, units);
    return written;
  };

  shared.updateIndexes = (store, table, before, after, done) => {
    for (const kind of KINDS)
      for (const index of (written && table[kind]) ?? []) {
        const units = indexWriteUnits(index, table, before, after ?? undefined);
        if (!written || units === 0) continue;
        written.CapacityUnits += units;
        if (written.Table) (written[kind] ??= {})[index.IndexName] = { CapacityUnits: units };
      }
    written = undefined;
    original.updateIndexes(store, table, before, after, done);
  };

  // DynamoDB bills a write whose condition failed, without saying so: for whoever meters it, it is in the answer here.
  shared.checkConditional = (data, existing) => {
    const refusal = original.checkConditional(data, existing);
    if (refusal && isAsked(data)) {
      const bytes = Math.max(sizeOf(existing), sizeOf(data.Item));
      refusal.body.ConsumedCapacity = consumed(data, writeUnits(bytes));
    }
    return refusal;
  };

  shared.queryTable = (store, table, data, options, isLocal, fetches, startKeys, done) =>
    original.queryTable(store, table, data, options, isLocal, fetches, startKeys, (error, page) => {
      const capacity = page?.ConsumedCapacity;
      if (capacity) {
        const consistent = data.ConsistentRead === true;
        const whole = page.Items && !fetches && NARROWING.every((name) => data[name] === undefined);
        const bytes = whole ? page.Items?.reduce((sum, item) => sum + itemSize(item), 0) : 0;
        const least = readUnits(bytes ?? 0, consistent);
        if (whole || capacity.CapacityUnits < least) capacity.CapacityUnits = least;
      }
      done(error, page);
    });
};

const corrected = new WeakSet<Shared>();

/**
 * dynalite counts characters in place of bytes, no writes of indexes, nothing for a page without items, and can't say
 * what a failed condition takes. From now on its ConsumedCapacity is DynamoDB's.
 */
export const correctConsumedCapacity = (): void => {
  const shared = createRequire(import.meta.url)('dynalite/db') as Shared; // has no types
  if (corrected.has(shared)) return;
  corrected.add(shared);
  correct(shared);
};
