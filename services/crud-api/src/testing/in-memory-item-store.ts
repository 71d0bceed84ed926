import type { Item } from '../domain/item.ts';
import { ItemError } from '../domain/item-errors.ts';
import type { ItemStore, WriteCondition } from '../domain/item-store.ts';

const holds = (condition: WriteCondition, stored: Item | undefined): boolean => {
  switch (condition.type) {
    case 'none':
      return true;
    case 'absent':
      return stored === undefined;
    case 'present':
      return stored !== undefined;
    case 'version':
      return stored !== undefined && condition.oneOf.includes(stored.version);
  }
};

/** Items in a map, listed in the order in which they came. */
export const createInMemoryItemStore = (...stored: Item[]): ItemStore => {
  const items = new Map(stored.map((item) => [item.id, item]));
  const demand = (id: string, condition: WriteCondition): void => {
    if (!holds(condition, items.get(id))) throw new ItemError('CONDITION_FAILED', 'broken');
  };
  return {
    get: async (id) => Promise.resolve(items.get(id)),
    list: async ({ limit, after }) => {
      const all = [...items.values()];
      const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
      const page = all.slice(start, start + limit);
      const more = start + limit < all.length;
      return Promise.resolve({ items: page, last: more ? page.at(-1)?.id : undefined });
    },
    put: async (item, condition) => {
      demand(item.id, condition);
      const created = !items.has(item.id);
      items.set(item.id, item);
      return Promise.resolve({ created });
    },
    delete: async (id, condition) => {
      demand(id, condition);
      items.delete(id);
      return Promise.resolve();
    },
  };
};
