import { itemSize, writeUnits } from './item-size.ts';

export type Item = Record<string, unknown>;

export type SecondaryIndex = {
  IndexName: string;
  KeySchema: { AttributeName: string }[];
  Projection: { ProjectionType?: string; NonKeyAttributes?: string[] };
};

type Keys = { KeySchema: { AttributeName: string }[] };

const namesOf = ({ KeySchema }: Keys): string[] =>
  KeySchema.map(({ AttributeName }) => AttributeName);

const pick = (item: Item, names: string[]): Item =>
  Object.fromEntries(names.filter((name) => name in item).map((name) => [name, item[name]]));

/** What an index holds of an item; `undefined` when the item lacks a key of the index. */
const entryOf = (item: Item | undefined, index: SecondaryIndex, table: Keys): Item | undefined => {
  if (!item || !namesOf(index).every((name) => name in item)) return undefined;
  const { ProjectionType = 'ALL', NonKeyAttributes = [] } = index.Projection;
  if (ProjectionType === 'ALL') return item;
  return pick(item, [...new Set([...namesOf(index), ...namesOf(table), ...NonKeyAttributes])]);
};

const same = (left: Item, right: Item): boolean => {
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.every((name) => JSON.stringify(left[name]) === JSON.stringify(right[name]));
};

/** Units that a write of an item takes in an index: none when nothing of it changes, two writes when its key does. */
export const indexWriteUnits = (
  index: SecondaryIndex,
  table: Keys,
  before: Item | undefined,
  after: Item | undefined,
): number => {
  const old = entryOf(before, index, table);
  const next = entryOf(after, index, table);
  const units = (entry: Item | undefined): number => (entry ? writeUnits(itemSize(entry)) : 0);
  if (!old || !next) return units(old) + units(next);
  if (same(old, next)) return 0;
  const keys = namesOf(index);
  if (!same(pick(old, keys), pick(next, keys))) return units(old) + units(next);
  return Math.max(units(old), units(next));
};
