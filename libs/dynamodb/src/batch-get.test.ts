import { batchGet, type BatchGetOptions, KeysUnread } from './batch-get.ts';
import { FakeTable, serviceError } from './testing/fake-table.ts';

const tableWith = (count: number): FakeTable => {
  const table = new FakeTable();
  for (let index = 0; index < count; index += 1) table.rows.set(`${index}`, { id: `${index}` });
  return table;
};

const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `${index}` }));

const read = (table: FakeTable, options: Partial<BatchGetOptions>) =>
  batchGet({
    client: table,
    tableName: 'rows',
    keys: [],
    maxAttempts: 3,
    delay: async () => undefined,
    ...options,
  });

describe('batchGet', () => {
  it('reads 100 keys per call and leaves out what does not exist', async () => {
    const table = tableWith(120);
    expect(await read(table, { keys: keys(250) })).toHaveLength(120);
    expect(table.calls.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('does not call for nothing', async () => {
    const table = tableWith(1);
    expect(await read(table, {})).toEqual([]);
    expect(table.calls).toEqual([]);
  });

  it('reads a repeated key once: DynamoDB refuses to be asked twice', async () => {
    const table = tableWith(1);
    expect(await read(table, { keys: [...keys(1), ...keys(1)] })).toEqual([{ id: '0' }]);
    expect(table.calls).toEqual([['0']]);
  });

  it('asks again for the keys left unprocessed', async () => {
    const table = tableWith(3);
    table.unprocessed = (id, call) => id === '1' && call === 1;
    expect(await read(table, { keys: keys(3) })).toHaveLength(3);
    expect(table.calls).toEqual([['0', '1', '2'], ['1']]);
  });

  it('throws when keys stay unprocessed: unread is not the same as missing', async () => {
    const table = tableWith(3);
    table.unprocessed = (id) => id === '1';
    await expect(read(table, { keys: keys(3) })).rejects.toThrow(KeysUnread);
    expect(table.calls).toHaveLength(4);
  });

  it('throws with the reason when a call is refused', async () => {
    const table = tableWith(1);
    const denied = serviceError('AccessDeniedException');
    table.failure = () => denied;
    const promise = read(table, { keys: keys(2) });
    await expect(promise).rejects.toThrow(
      '2 key(s) of rows could not be read: AccessDeniedException',
    );
    await expect(promise).rejects.toMatchObject({ cause: denied });
    expect(table.calls).toHaveLength(1);
  });
});
