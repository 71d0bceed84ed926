import { createInMemoryItemStore } from '../testing/in-memory-item-store.ts';
import type { Item } from './item.ts';
import type { ItemStore, WriteCondition } from './item-store.ts';
import { createItems } from './items.ts';

const bolt: Item = { id: 'bolt', attributes: { size: { mm: 8 }, stock: 5 }, version: 'v1' };

const itemsWith = (...stored: Item[]) =>
  createItems({ store: createInMemoryItemStore(...stored), tableName: 'items' });

/** Somebody else writes the item just before each of the first writes. */
const contended = (writes: number): ItemStore => {
  const store = createInMemoryItemStore(bolt);
  let left = writes;
  return {
    ...store,
    put: async (item, condition) => {
      if (left > 0) {
        left -= 1;
        const others = { ...bolt, attributes: { stock: left }, version: `other-${left}` };
        await store.put(others, { type: 'none' });
      }
      return store.put(item, condition);
    },
  };
};

describe('create', () => {
  it('makes up an id where there is none', async () => {
    const items = itemsWith();

    const item = await items.create({ id: undefined, attributes: { a: 1 } });

    expect(item.id).toMatch(/^[0-9a-f-]{36}$/);
    await expect(items.get(item.id)).resolves.toEqual(item);
  });

  it('refuses an id that is taken', async () => {
    await expect(itemsWith(bolt).create({ id: 'bolt', attributes: {} })).rejects.toMatchObject({
      code: 'EXISTS',
      message: 'There is an item bolt already',
    });
  });
});

describe('get', () => {
  it('refuses an unknown id', async () => {
    await expect(itemsWith().get('bolt')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('list', () => {
  const stored = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, attributes: {}, version: 'v' }));

  it('goes through all pages by their cursors', async () => {
    const items = itemsWith(...stored);
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await items.list({ limit: 2, cursor });
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);

    expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('refuses a cursor it did not make', async () => {
    await expect(itemsWith().list({ limit: 2, cursor: 'abc' })).rejects.toMatchObject({
      code: 'INVALID',
      field: 'cursor',
    });
  });
});

describe('replace', () => {
  it('creates or replaces, with a new version each time', async () => {
    const items = itemsWith();
    const body = { id: undefined, attributes: { a: 1 } };

    const first = await items.replace('bolt', body, { type: 'none' });
    const second = await items.replace('bolt', body, { type: 'none' });

    expect([first.created, second.created]).toEqual([true, false]);
    expect(first.item.version).not.toBe(second.item.version);
  });

  it('forgets the attributes that were there', async () => {
    const items = itemsWith(bolt);

    await items.replace('bolt', { id: 'bolt', attributes: { a: 1 } }, { type: 'none' });

    await expect(items.get('bolt')).resolves.toMatchObject({ attributes: { a: 1 } });
  });

  it('refuses a body with another id', async () => {
    const replacing = itemsWith().replace('bolt', { id: 'nut', attributes: {} }, { type: 'none' });

    await expect(replacing).rejects.toMatchObject({ code: 'INVALID', field: 'id' });
  });

  it.each<WriteCondition>([
    { type: 'absent' },
    { type: 'version', oneOf: ['v0'] },
    { type: 'version', oneOf: [] },
  ])('refuses the broken condition %j', async (condition) => {
    const body = { id: undefined, attributes: {} };

    await expect(itemsWith(bolt).replace('bolt', body, condition)).rejects.toMatchObject({
      code: 'CONDITION_FAILED',
    });
  });
});

describe('patch', () => {
  const change = { id: undefined, attributes: { size: { inch: '5/16' }, stock: null } };

  it('merges into what is there', async () => {
    const items = itemsWith(bolt);

    const item = await items.patch('bolt', change, { type: 'version', oneOf: ['v1'] });

    expect(item.attributes).toEqual({ size: { mm: 8, inch: '5/16' } });
    await expect(items.get('bolt')).resolves.toEqual(item);
  });

  it('refuses an unknown id', async () => {
    await expect(itemsWith().patch('bolt', change, { type: 'none' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it.each([[['v0']], [[]]])('refuses the stale versions %j', async (oneOf) => {
    const patching = itemsWith(bolt).patch('bolt', change, { type: 'version', oneOf });

    await expect(patching).rejects.toMatchObject({ code: 'CONDITION_FAILED' });
  });

  it('starts over when somebody else was faster', async () => {
    const items = createItems({ store: contended(2), tableName: 'items' });

    const item = await items.patch(
      'bolt',
      { id: undefined, attributes: { b: 1 } },
      { type: 'none' },
    );

    expect(item.attributes).toEqual({ stock: 0, b: 1 });
  });

  it('does not start over when the client named a version', async () => {
    const items = createItems({ store: contended(1), tableName: 'items' });

    await expect(
      items.patch('bolt', change, { type: 'version', oneOf: ['v1'] }),
    ).rejects.toMatchObject({ code: 'CONDITION_FAILED' });
  });

  it('gives up when others always are faster', async () => {
    const items = createItems({ store: contended(99), tableName: 'items' });

    await expect(items.patch('bolt', change, { type: 'none' })).rejects.toMatchObject({
      code: 'CONTENDED',
    });
  });
});

describe('remove', () => {
  it('removes', async () => {
    const items = itemsWith(bolt);

    await items.remove('bolt', { type: 'version', oneOf: ['v1'] });

    await expect(items.get('bolt')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells an unknown id from a stale version', async () => {
    const items = itemsWith(bolt);

    await expect(items.remove('nut', { type: 'none' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(items.remove('bolt', { type: 'version', oneOf: ['v0'] })).rejects.toMatchObject({
      code: 'CONDITION_FAILED',
    });
  });
});
