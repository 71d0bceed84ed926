import { type Engines, startEngines } from '@acado/testing';
import { type DynamoDBDocumentClient, GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from './batch-get.ts';
import { batchWrite } from './batch-write.ts';
import { createDocumentClient } from './document-client.ts';

const tableName = 'rows';
let engines: Engines;
let client: DynamoDBDocumentClient;

beforeEach(async () => {
  engines = await startEngines({ tables: { [tableName]: 'id' } });
  client = createDocumentClient();
});

afterEach(async () => {
  client.destroy();
  await engines.stop();
});

interface Item {
  id: string;
  value?: unknown;
}

const write = (items: Item[]) => batchWrite({ client, tableName, items, keyOf: ({ id }) => id });

const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ id: `row-${index}`, value: index }));

describe('batchWrite on DynamoDB', () => {
  it('writes many items, and the same ones again without a trace', async () => {
    expect((await write(items(260))).unwritten).toEqual([]);
    expect((await write(items(260))).unwritten).toEqual([]);
    const { Count } = await client.send(new ScanCommand({ TableName: tableName, Select: 'COUNT' }));
    expect(Count).toBe(260);
  });

  it('writes nested values and leaves undefined ones out', async () => {
    const value = {
      lines: [{ sku: 'a', note: undefined, unitAmount: 1.5 }],
      at: null,
      tags: new Set(['x']),
    };
    await write([{ id: '1', value }]);
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: { id: '1' } }));
    expect(Item).toEqual({
      id: '1',
      value: { lines: [{ sku: 'a', unitAmount: 1.5 }], at: null, tags: new Set(['x']) },
    });
  });

  it('collapses items with one key, which DynamoDB would refuse', async () => {
    const { unwritten } = await write([
      { id: '1', value: 'first' },
      { id: '1', value: 'second' },
    ]);
    expect(unwritten).toEqual([]);
    expect(await batchGet({ client, tableName, keys: [{ id: '1' }] })).toEqual([
      { id: '1', value: 'first' },
    ]);
  });

  it('reports items DynamoDB refuses and writes their neighbours', async () => {
    const bad = [
      { id: '' },
      { id: 'large', value: 'x'.repeat(410_000) },
      { id: 'odd', value: new Date() },
    ];
    const { unwritten } = await write([...items(10), ...bad, ...items(30).slice(10)]);
    expect(unwritten.map(({ item }) => item.id).sort()).toEqual(['', 'large', 'odd']);
    const keys = items(30).map(({ id }) => ({ id }));
    expect(await batchGet({ client, tableName, keys })).toHaveLength(30);
  });

  it('judges the largest item as DynamoDB does', async () => {
    const exact = { id: '1', value: 'x'.repeat(400 * 1024 - 'id1value'.length) };
    expect((await write([exact])).unwritten).toEqual([]);
  });

  it('reports everything when there is no such table', async () => {
    const { unwritten } = await batchWrite({
      client,
      tableName: 'missing',
      items: items(2),
      keyOf: ({ id }) => id,
    });
    expect(unwritten.map(({ error }) => error.name)).toEqual(
      Array(2).fill('ResourceNotFoundException'),
    );
  });
});

describe('batchGet on DynamoDB', () => {
  it('reads many items and leaves out what does not exist', async () => {
    await write(items(130));
    const keys = items(260).map(({ id }) => ({ id }));
    const found = await batchGet({ client, tableName, keys, consistentRead: true });
    expect(found.map(({ id }) => id).sort()).toEqual(
      items(130)
        .map(({ id }) => id)
        .sort(),
    );
  });

  it('projects attributes, reserved words too', async () => {
    await write(items(1));
    const found = await batchGet({
      client,
      tableName,
      keys: [{ id: 'row-0' }],
      projection: ['value'],
    });
    expect(found).toEqual([{ value: 0 }]);
  });

  it('gets round the size limit of an answer', async () => {
    const large = items(20).map(({ id }) => ({ id, value: 'x'.repeat(390_000) }));
    expect((await write(large)).unwritten).toEqual([]);
    const found = await batchGet({ client, tableName, keys: large.map(({ id }) => ({ id })) });
    expect(found).toHaveLength(20);
  });
});
