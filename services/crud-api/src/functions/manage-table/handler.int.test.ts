import { call } from '../../testing/call.ts';
import { startLocalTable } from '../../testing/local-table.ts';
import { handler } from './handler.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

const manage = (operation: string, payload?: unknown, tableName = table.tableName) =>
  call(handler, {
    method: 'POST',
    path: '/DynamoDBManager',
    body: { operation, tableName, payload },
  });

const ok = { status: 200, body: { $metadata: { httpStatusCode: 200 } } };

describe('POST /DynamoDBManager', () => {
  it('creates, reads, updates, lists and deletes as the document client does', async () => {
    const Key = { id: '1234ABCD' };

    expect(await manage('create', { Item: { ...Key, number: 5 } })).toMatchObject(ok);
    expect(await manage('read', { Key })).toMatchObject({ body: { Item: { ...Key, number: 5 } } });
    expect(
      await manage('update', {
        Key,
        UpdateExpression: 'SET #n = :n',
        ExpressionAttributeNames: { '#n': 'number' },
        ExpressionAttributeValues: { ':n': 10 },
        ReturnValues: 'UPDATED_NEW',
      }),
    ).toMatchObject({ body: { ...ok.body, Attributes: { number: 10 } } });
    expect(await manage('list', {})).toMatchObject({
      body: { ...ok.body, Items: [{ ...Key, number: 10 }], Count: 1, ScannedCount: 1 },
    });
    expect(await manage('delete', { Key })).toMatchObject(ok);
    expect(await manage('list')).toMatchObject({ body: { Items: [], Count: 0 } });
  });

  it('lists all items, however many pages they fill', async () => {
    const text = 'x'.repeat(390_000);
    const ids = Array.from({ length: 7 }, (_, i) => `large-${i}`);
    for (const id of ids) await manage('create', { Item: { id, text } });

    const { body } = await manage('list', { ProjectionExpression: 'id' });

    expect(body).toMatchObject({ Count: 7, ScannedCount: 7 });
    expect((body as { Items: { id: string }[] }).Items.map(({ id }) => id).sort()).toEqual(ids);
    expect(await manage('list', { Limit: 2 })).toMatchObject({
      body: { Count: 2, LastEvaluatedKey: { id: expect.any(String) as string } },
    });
  });

  it.each([
    ['letters', 'x', 14],
    ['quotation marks, which are escaped twice,', '"', 4],
  ])('refuses a list of %s that does not fit in one answer', async (_what, letter, count) => {
    const text = letter.repeat(390_000);
    for (let i = 0; i < count; i += 1) {
      await manage('create', { Item: { id: `huge ${letter} ${i}`, text } });
    }

    const payload = {
      FilterExpression: 'begins_with(id, :huge)',
      ExpressionAttributeValues: { ':huge': `huge ${letter}` },
    };
    expect(await manage('list', payload)).toMatchObject({
      status: 422,
      body: { code: 'LIST_TOO_LARGE' },
    });
  });

  it('echoes and answers pings', async () => {
    expect(await manage('echo', { a: [1, 'b'] })).toMatchObject({
      status: 200,
      body: { a: [1, 'b'] },
    });
    expect(await manage('ping')).toMatchObject({ status: 200, body: 'pong' });
  });

  it('answers 400 to an unknown operation and names it', async () => {
    expect(await manage('truncate')).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            field: 'operation',
            message: expect.stringContaining('Unknown operation "truncate"') as string,
          },
        ],
      },
    });
  });

  it('answers 403 to another table and names it', async () => {
    expect(await manage('list', {}, 'salaries')).toMatchObject({
      status: 403,
      body: {
        code: 'TABLE_NOT_ALLOWED',
        errors: [{ field: 'tableName' }],
        detail: expect.stringContaining('salaries') as string,
      },
    });
  });

  it.each([
    ['an expression that is none', 'update', { Key: { id: '1' }, UpdateExpression: 'SETT a' }],
    ['an item without its key', 'create', { Item: { number: 5 } }],
    ['a key of the wrong type', 'read', { Key: { id: 5 } }],
  ])('answers 400 to %s', async (_what, operation, payload) => {
    expect(await manage(operation, payload)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ field: 'payload' }] },
    });
  });

  it('answers 409 to a condition that does not hold', async () => {
    const payload = { Item: { id: 'once' }, ConditionExpression: 'attribute_not_exists(id)' };
    await manage('create', payload);

    expect(await manage('create', payload)).toMatchObject({
      status: 409,
      body: { code: 'CONDITION_FAILED', errors: [{ field: 'payload.ConditionExpression' }] },
    });
  });
});
