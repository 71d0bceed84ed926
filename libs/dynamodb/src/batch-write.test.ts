import fc from 'fast-check';
import { batchWrite, ItemTooLarge, ItemUnprocessed } from './batch-write.ts';
import { FakeTable, type Row, serviceError } from './testing/fake-table.ts';

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${index}` }));

const write = async (table: FakeTable, items: Row[]) => {
  const pauses: number[] = [];
  const { unwritten } = await batchWrite({
    client: table,
    tableName: 'rows',
    items,
    keyOf: ({ id }) => id,
    maxAttempts: 4,
    delay: async (milliseconds) => void pauses.push(milliseconds),
    random: () => 1,
  });
  return { unwritten, ids: unwritten.map(({ item }) => item.id), pauses };
};

describe('batchWrite', () => {
  it('writes 25 items per call', async () => {
    const table = new FakeTable();
    expect((await write(table, rows(60))).unwritten).toEqual([]);
    expect(table.calls.map(({ length }) => length)).toEqual([25, 25, 10]);
    expect(table.rows.size).toBe(60);
  });

  it('does not call for nothing', async () => {
    const table = new FakeTable();
    expect((await write(table, [])).unwritten).toEqual([]);
    expect(table.calls).toEqual([]);
  });

  it('keeps calls under 16 MB', async () => {
    const table = new FakeTable();
    const value = 'x'.repeat(400 * 1024 - 100);
    await write(
      table,
      rows(25).map(({ id }) => ({ id, value })),
    );
    const bytes = table.calls.map((ids) => ids.length * value.length);
    expect(Math.max(...bytes)).toBeLessThan(16 * 1024 * 1024);
    expect(table.rows.size).toBe(25);
  });

  it('writes the first of items with the same key', async () => {
    const table = new FakeTable();
    await write(table, [{ id: '1', value: 'first' }, { id: '2' }, { id: '1', value: 'second' }]);
    expect(table.calls).toEqual([['1', '2']]);
    expect(table.rows.get('1')).toEqual({ id: '1', value: 'first' });
  });

  it('reports every item whose key was not written', async () => {
    const table = new FakeTable();
    table.unprocessed = (id) => id === '1';
    const items = [{ id: '1', value: 'first' }, { id: '2' }, { id: '1', value: 'second' }];
    const { unwritten } = await write(table, items);
    expect(unwritten.map(({ item }) => item)).toEqual([items[0], items[2]]);
  });

  it('sends again only what was left unprocessed, with growing pauses', async () => {
    const table = new FakeTable();
    table.unprocessed = (id, call) => id === '2' && call < 3;
    const { unwritten, pauses } = await write(table, rows(4));
    expect(unwritten).toEqual([]);
    expect(table.calls).toEqual([['0', '1', '2', '3'], ['2'], ['2']]);
    expect(pauses).toEqual([50, 100]);
  });

  it('gives up after the last attempt and reports what is left', async () => {
    const table = new FakeTable();
    table.unprocessed = (id) => id === '2';
    const { unwritten } = await write(table, rows(4));
    expect(unwritten).toEqual([{ item: { id: '2' }, error: expect.any(ItemUnprocessed) }]);
    expect(table.calls).toHaveLength(4);
    expect(table.rows.size).toBe(3);
  });

  it.each([
    serviceError('ProvisionedThroughputExceededException'),
    serviceError('ThrottlingException'),
    serviceError('InternalServerError', 500),
    Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
  ])('sends the call again after %p', async (error) => {
    const table = new FakeTable();
    table.failure = (_, call) => (call < 3 ? error : undefined);
    const { unwritten, pauses } = await write(table, rows(3));
    expect(unwritten).toEqual([]);
    expect(table.calls).toHaveLength(3);
    expect(pauses).toEqual([50, 100]);
  });

  it.each(['AccessDeniedException', 'ResourceNotFoundException'])(
    'does not insist after %s',
    async (name) => {
      const table = new FakeTable();
      table.failure = () => serviceError(name);
      const { ids, unwritten } = await write(table, rows(3));
      expect(ids).toEqual(['0', '1', '2']);
      expect(unwritten[0]?.error.name).toBe(name);
      expect(table.calls).toHaveLength(1);
    },
  );

  it('reports a failed call and writes the others', async () => {
    const table = new FakeTable();
    table.failure = (ids) =>
      ids.includes('0') ? serviceError('AccessDeniedException') : undefined;
    const { ids } = await write(table, rows(30));
    expect(ids).toHaveLength(25);
    expect(table.rows.size).toBe(5);
  });

  it('reports an item over 400 KB without sending it and writes its neighbours', async () => {
    const table = new FakeTable();
    const { unwritten } = await write(table, [
      { id: '1' },
      { id: 'large', value: 'x'.repeat(409_600) },
      { id: '3' },
    ]);
    expect(unwritten.map(({ item }) => item.id)).toEqual(['large']);
    expect(unwritten[0]?.error).toBeInstanceOf(ItemTooLarge);
    expect(unwritten[0]?.error.message).toBe('The item has 409612 bytes, DynamoDB takes 409600');
    expect(table.calls).toEqual([['1', '3']]);
  });

  it.each([
    ['DynamoDB', serviceError('ValidationException')],
    ['the marshaller', new Error('Unsupported type passed: function')],
  ])('finds the item that %s refuses and writes its neighbours', async (_, error) => {
    const table = new FakeTable();
    table.failure = (ids) => (ids.includes('7') ? error : undefined);
    const { unwritten, pauses } = await write(table, rows(25));
    expect(unwritten).toEqual([{ item: { id: '7' }, error }]);
    expect(table.rows.size).toBe(24);
    expect(table.calls.length).toBeLessThanOrEqual(11);
    expect(pauses).toEqual([]);
  });

  it('tries again what was throttled while a refused item was looked for', async () => {
    const table = new FakeTable();
    table.failure = (ids, call) => {
      if (ids.includes('0')) return serviceError('ValidationException');
      return call < 5 ? serviceError('ThrottlingException') : undefined;
    };
    const { ids } = await write(table, rows(4));
    expect(ids).toEqual(['0']);
    expect(table.rows.size).toBe(3);
  });

  it('writes or reports each item, whatever the table does', async () => {
    const items = fc.array(
      fc.record({ id: fc.string({ minLength: 1, maxLength: 2 }), value: fc.nat() }),
      { maxLength: 80 },
    );
    const outcomes = fc.infiniteStream(
      fc.constantFrom('take', 'take', 'leave', 'throttle', 'refuse', 'deny'),
    );
    await fc.assert(
      fc.asyncProperty(items, outcomes, async (given, stream) => {
        const table = new FakeTable();
        const next = (): string => String(stream.next().value);
        table.unprocessed = () => next() === 'leave';
        table.failure = () => {
          const outcome = next();
          if (outcome === 'throttle') return serviceError('ThrottlingException');
          if (outcome === 'refuse') return serviceError('ValidationException');
          return outcome === 'deny' ? serviceError('AccessDeniedException') : undefined;
        };
        const { ids } = await write(table, given);
        const reported = new Set(ids);
        for (const { id } of given) expect(table.rows.has(id)).toBe(!reported.has(id));
        expect(
          table.calls.every((call) => call.length <= 25 && new Set(call).size === call.length),
        ).toBe(true);
      }),
    );
  });
});
