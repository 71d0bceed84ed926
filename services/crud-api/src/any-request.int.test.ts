import type { HttpHandler } from '@acado/powertools';
import fc from 'fast-check';
import { handler as createItem } from './functions/create-item/handler.ts';
import { handler as deleteItem } from './functions/delete-item/handler.ts';
import { handler as getItem } from './functions/get-item/handler.ts';
import { handler as listItems } from './functions/list-items/handler.ts';
import { handler as manageTable } from './functions/manage-table/handler.ts';
import { handler as patchItem } from './functions/patch-item/handler.ts';
import { handler as replaceItem } from './functions/replace-item/handler.ts';
import { call } from './testing/call.ts';
import { startLocalTable } from './testing/local-table.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

const anId = fc.oneof(fc.constantFrom('a', 'b'), fc.string());
const aHeader = fc.oneof(fc.constantFrom('*', '"0"', 'W/"a"', '"a", "b"'), fc.string());

const aManagerRequest = fc.record({
  operation: fc.constantFrom('create', 'read', 'update', 'delete', 'list', 'echo', 'ping'),
  tableName: fc.constant('acado-crud-api-test-items'),
  payload: fc.oneof(
    fc.record({ Item: fc.jsonValue() }),
    fc.record({ Item: fc.record({ id: fc.jsonValue(), more: fc.jsonValue() }) }),
    fc.record({ Key: fc.record({ id: fc.jsonValue() }) }),
    fc.record({
      Key: fc.record({ id: anId }),
      UpdateExpression: fc.oneof(fc.constant('SET a = :a'), fc.string()),
      ExpressionAttributeValues: fc.dictionary(fc.constantFrom(':a', ':b'), fc.jsonValue()),
    }),
    fc.record({ FilterExpression: fc.string(), Limit: fc.integer() }),
    fc.jsonValue(),
  ),
});

const aBody = fc.oneof(
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.stringify(value)),
  fc.string(),
);

const aRequest = fc.record({
  pathParameters: fc.record({ id: anId }),
  query: fc.record({ limit: fc.string(), cursor: fc.string() }, { requiredKeys: [] }),
  headers: fc.record(
    {
      'content-type': fc.constantFrom(
        'application/json',
        'application/merge-patch+json',
        'text/csv',
      ),
      'if-match': aHeader,
      'if-none-match': aHeader,
    },
    { requiredKeys: ['content-type'] },
  ),
  body: aBody,
});

const takingBodies: [string, HttpHandler][] = [
  ['createItem', createItem],
  ['manageTable', manageTable],
  ['patchItem', patchItem],
  ['replaceItem', replaceItem],
];
const handlers: [string, HttpHandler][] = [
  ...takingBodies,
  ['deleteItem', deleteItem],
  ['getItem', getItem],
  ['listItems', listItems],
];

describe('any request', () => {
  it.each(handlers)('is answered by %s without a 500', async (_name, handler) => {
    await fc.assert(
      fc.asyncProperty(aRequest, async (request) => {
        expect((await call(handler, request)).status).toBeLessThan(500);
      }),
    );
  });

  it.each(takingBodies)(
    'with a body over 1 MiB is refused by %s before it is parsed',
    async (_name, handler) => {
      const headers = { 'content-type': 'application/json' };
      const body = `{"a":${'['.repeat(1_048_576)}`;
      expect(await call(handler, { headers, body })).toMatchObject({
        status: 413,
        body: { errors: [{ field: 'body' }] },
      });
    },
  );

  it('to the manager is answered without a 500', async () => {
    await fc.assert(
      fc.asyncProperty(aManagerRequest, async (body) => {
        expect((await call(manageTable, { body })).status).toBeLessThan(500);
      }),
      { numRuns: 500 },
    );
  });
});
