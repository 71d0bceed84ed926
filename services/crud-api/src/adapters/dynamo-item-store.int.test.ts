import { createDocumentClient } from '@acado/dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { type JsonObject, jsonProblems } from '../domain/json.ts';
import { startLocalTable } from '../testing/local-table.ts';
import { createDynamoItemStore } from './dynamo-item-store.ts';

let table: Awaited<ReturnType<typeof startLocalTable>>;
beforeAll(async () => (table = await startLocalTable()));
afterAll(() => table.stop());

const aStore = () => {
  const client = createDocumentClient();
  return { client, store: createDynamoItemStore({ client, tableName: table.tableName }) };
};

const isStorable = (value: unknown): value is JsonObject =>
  jsonProblems(value).length === 0 && !('id' in (value as object));

describe('createDynamoItemStore', () => {
  it('gives back every attribute as it was', async () => {
    const { store } = aStore();
    const attributes = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }));
    await fc.assert(
      fc.asyncProperty(attributes.filter(isStorable), async (generated) => {
        // -0 has no other text than 0.
        const expected: unknown = JSON.parse(JSON.stringify(generated));
        await store.put({ id: 'any', attributes: generated, version: 'v' }, { type: 'none' });
        const item = await store.get('any');
        expect(JSON.parse(JSON.stringify(item?.attributes))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('knows rows that were written past it by the version 0', async () => {
    const { client, store } = aStore();
    const row = { id: 'foreign', number: 5 };
    await client.send(new PutCommand({ TableName: table.tableName, Item: row }));

    const item = await store.get('foreign');
    expect(item).toEqual({ id: 'foreign', attributes: { number: 5 }, version: '0' });

    await store.put({ ...item!, version: 'v1' }, { type: 'version', oneOf: ['0'] });
    await expect(
      store.put({ ...item!, version: 'v2' }, { type: 'version', oneOf: ['0'] }),
    ).rejects.toMatchObject({ code: 'CONDITION_FAILED' });
  });

  it('keeps the largest item and refuses the next larger one', async () => {
    const { store } = aStore();
    const anItem = (bytes: number) => ({
      id: 'large',
      version: 'v',
      attributes: { text: 'x'.repeat(bytes) },
    });
    // Names and values of id, _version and text beside the text itself: 7 + 9 + 4 bytes.
    const room = 400 * 1024 - 20;

    await expect(store.put(anItem(room), { type: 'none' })).resolves.toEqual({ created: true });
    await expect(store.put(anItem(room + 1), { type: 'none' })).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: 'The item has 409601 bytes, at most 409600 fit',
    });
  });
});
