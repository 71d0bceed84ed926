import { makeAndWriteRows } from './make-and-write-rows.ts';
import { FakeTable, serviceError } from './testing/fake-table.ts';

const write = (client: FakeTable, toRow: (item: number) => Promise<{ id: string }>) =>
  makeAndWriteRows({
    client,
    tableName: 'rows',
    items: [1, 2, 3],
    toRow,
    keyOf: ({ id }) => id,
    delay: async () => undefined,
  });

describe('makeAndWriteRows', () => {
  it('writes the row of every item', async () => {
    const table = new FakeTable();

    expect(await write(table, async (item) => ({ id: `row-${item}` }))).toEqual({ unwritten: [] });

    expect([...table.rows.keys()].sort()).toEqual(['row-1', 'row-2', 'row-3']);
  });

  it('reports an item whose row cannot be made and writes the others', async () => {
    const table = new FakeTable();
    const error = new Error('no space');
    const toRow = (item: number) =>
      item === 2 ? Promise.reject(error) : Promise.resolve({ id: `row-${item}` });

    expect(await write(table, toRow)).toEqual({ unwritten: [{ item: 2, error }] });

    expect([...table.rows.keys()].sort()).toEqual(['row-1', 'row-3']);
  });

  it('reports the items of rows that were not written', async () => {
    const table = new FakeTable();
    table.failure = () => serviceError('AccessDeniedException');

    const { unwritten } = await write(table, async (item) => ({ id: `row-${item}` }));

    expect(unwritten.map(({ item }) => item).sort()).toEqual([1, 2, 3]);
  });
});
