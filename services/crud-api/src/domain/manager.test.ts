import { manage, type Tables } from './manager.ts';
import { managerRequestSchema } from './manager-request.ts';

const aTables = (): Tables => {
  const answer = (operation: string) => async (tableName: string, payload: unknown) =>
    Promise.resolve({ operation, tableName, payload });
  return {
    create: answer('create'),
    read: answer('read'),
    update: answer('update'),
    delete: answer('delete'),
    list: answer('list'),
  };
};

const run = (body: unknown) =>
  manage(managerRequestSchema.parse(body), { tables: aTables(), allowedTables: ['items'] });

describe('manage', () => {
  it.each([
    ['create', { Item: { id: '1' } }],
    ['read', { Key: { id: '1' } }],
    ['update', { Key: { id: '1' }, UpdateExpression: 'SET a = :a' }],
    ['delete', { Key: { id: '1' } }],
    ['list', {}],
  ])('hands %s over to the table', async (operation, payload) => {
    await expect(run({ operation, tableName: 'items', payload })).resolves.toEqual({
      operation,
      tableName: 'items',
      payload,
    });
  });

  it('refuses a table that is not on the list, by name', async () => {
    const request = { operation: 'list', tableName: 'salaries', payload: {} };

    await expect(run(request)).rejects.toThrow('The table salaries is not one of those');
  });

  it.each([[{ a: [1] }], ['text'], [7], [null]])('echoes %j', async (payload) => {
    await expect(run({ operation: 'echo', payload })).resolves.toEqual(payload);
  });

  it('answers a ping', async () => {
    await expect(run({ operation: 'ping', tableName: 'any', payload: {} })).resolves.toBe('pong');
  });
});
