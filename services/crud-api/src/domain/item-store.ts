import type { Item } from './item.ts';

/** What must hold of the stored item for a write to happen. */
export type WriteCondition =
  | { type: 'none' }
  | { type: 'absent' }
  | { type: 'present' }
  | { type: 'version'; oneOf: string[] };

export type ItemPage = { items: Item[]; last?: string };

/** Where items are kept. Writes that find their condition broken reject with an ItemError `CONDITION_FAILED`. */
export type ItemStore = {
  get: (id: string) => Promise<Item | undefined>;
  /** Items in no particular but stable order, after the one with the id `after`. */
  list: (page: { limit: number; after?: string }) => Promise<ItemPage>;
  /** @throws ItemError `TOO_LARGE` or `INVALID` */
  put: (item: Item, condition: WriteCondition) => Promise<{ created: boolean }>;
  delete: (id: string, condition: WriteCondition) => Promise<void>;
};
