import { managerRequestSchema } from './manager-request.ts';

const issuesOf = (body: unknown) =>
  managerRequestSchema.safeParse(body).error?.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  })) ?? [];

const tableName = 'items';

describe('managerRequestSchema', () => {
  it('lists everything when there is no payload', () => {
    expect(managerRequestSchema.parse({ operation: 'list', tableName })).toMatchObject({
      payload: {},
    });
  });

  it.each(['drop', 'Create', '', 5, null, undefined])(
    'refuses the operation %j by name',
    (operation) => {
      expect(issuesOf({ operation, tableName, payload: {} })).toEqual([
        {
          path: 'operation',
          message: `Unknown operation ${JSON.stringify(operation)}: use one of create, read, update, delete, list, echo, ping`,
        },
      ]);
    },
  );

  it('needs a table for what works on one', () => {
    expect(issuesOf({ operation: 'read', payload: { Key: { id: '1' } } })).toMatchObject([
      { path: 'tableName' },
    ]);
  });

  it.each([
    ['create', {}, 'payload.Item'],
    ['create', { Item: 'text' }, 'payload.Item'],
    ['read', { Key: { id: '1' }, ConsistentRead: 'yes' }, 'payload.ConsistentRead'],
    ['update', { UpdateExpression: 'SET a = :a' }, 'payload.Key'],
    ['delete', { Key: { id: '1' }, ReturnValues: 'ALL_NEW' }, 'payload.ReturnValues'],
    ['list', { Limit: 0 }, 'payload.Limit'],
    ['create', { Item: { n: 1e300 } }, 'payload.Item.n'],
  ])('names what is wrong with the payload of %s %j', (operation, payload, path) => {
    expect(issuesOf({ operation, tableName, payload })).toMatchObject([{ path }]);
  });

  it('refuses parameters that would name another table', () => {
    const payload = { Item: { id: '1' }, TableName: 'salaries' };

    expect(
      managerRequestSchema.safeParse({ operation: 'create', tableName, payload }).error?.issues,
    ).toMatchObject([{ code: 'unrecognized_keys', keys: ['TableName'] }]);
  });
});
