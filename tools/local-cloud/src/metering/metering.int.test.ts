import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { eventually } from '../events/testing.ts';
import { type CallUsage, type Cloud, createCloud, usageSnapshotSchema } from '../index.ts';
import { packagePipeline } from '../testing/pipeline-service.ts';
import { packageShop, SHOP_CODE } from '../testing/shop-service.ts';

const KB = 1024;
const text = (bytes: number): string => 'x'.repeat(bytes);

/** `id` and `note` together in so many bytes; `id` is one character. */
const item = (id: string, bytes: number) => ({
  id: { S: id },
  note: { S: text(bytes - 'id'.length - 'note'.length - 1) },
});

const EMF = `console.log(JSON.stringify({
  _aws: { Timestamp: Date.now(), CloudWatchMetrics: [{ Namespace: 'Shop', Dimensions: [['service']], Metrics: [{ Name: 'Sold' }] }] },
  service: 'shop', Sold: 1,
}));`;

const IndexedTable = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'shop-indexed',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['id', 'day'].map((AttributeName) => ({
      ...{ AttributeName, AttributeType: 'S' },
    })),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byDay',
        KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  },
};

describe('the usage of a cloud', () => {
  let directory: string;
  let cloud: Cloud;
  let sdk: {
    endpoint: string;
    region: string;
    credentials: Record<'accessKeyId' | 'secretAccessKey', string>;
  };
  /** The log group of every line. */
  const logged: string[] = [];

  const calls = (wanted: Partial<CallUsage>): CallUsage[] =>
    cloud
      .usage()
      .calls.filter((call) =>
        Object.entries(wanted).every(([name, value]) => call[name as keyof CallUsage] === value),
      );

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'metering-'));
    const shop = packageShop(directory, {
      code: `${EMF}${SHOP_CODE}`,
      more: { IndexedTable },
    });
    cloud = await createCloud({
      services: [packagePipeline(directory), shop],
      directory,
      onLogLine: (logGroup) => void logged.push(logGroup),
    });
    sdk = {
      endpoint: cloud.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'me', secretAccessKey: 'secret' },
    };
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });
  beforeEach(() => cloud.resetUsage());

  it('holds nothing of how the cloud came to be', () => {
    expect(cloud.usage()).toMatchObject({ calls: [], apis: [], logs: [], metrics: [] });
  });

  it('follows orders from the API to the table, by whoever called', async () => {
    const orders = 12;
    const api = cloud.outputs().services.pipeline?.httpApi ?? '';
    for (let id = 0; id < orders; id++)
      await fetch(`${api}/orders`, { method: 'POST', body: JSON.stringify({ id: `o${id}` }) });

    const polled = {
      service: 'sqs',
      resource: 'pipeline-orders',
      caller: 'pipeline-store',
    } as const;
    await eventually(() => {
      const [receives] = calls({ ...polled, operation: 'ReceiveMessage' });
      const batches = (receives?.requests ?? 0) - (receives?.empty ?? 0);
      expect(calls({ operation: 'PutItem' })[0]?.requests).toBe(orders);
      // Without a window a batch is one receive that brought something, and one deletion.
      expect(batches).toBeLessThanOrEqual(orders);
      expect(calls({ ...polled, operation: 'DeleteMessageBatch' })).toEqual([
        {
          ...{ ...polled, operation: 'DeleteMessageBatch' },
          ...{ requests: batches, failed: 0, chunks: batches },
        },
      ]);
    });

    expect(cloud.usage().apis).toEqual([
      { api: 'pipeline', type: 'HTTP', requests: orders, rejected: 0, units512Kb: orders },
    ]);
    const counted = { requests: orders, failed: 0 };
    expect(calls({ service: 'events' })).toEqual([
      {
        ...{ service: 'events', operation: 'PutEvents', resource: 'default' },
        ...{ caller: 'pipeline-accept', ...counted, chunks: orders },
      },
    ]);
    expect(calls({ operation: 'SendMessage' })).toEqual([
      {
        ...{ service: 'sqs', operation: 'SendMessage', resource: 'pipeline-orders' },
        ...{ caller: 'events.amazonaws.com', ...counted, chunks: orders },
      },
    ]);
    expect(calls({ service: 'dynamodb' })).toEqual([
      {
        ...{ service: 'dynamodb', operation: 'PutItem', resource: 'pipeline-orders' },
        ...{ caller: 'pipeline-store', ...counted, writeUnits: orders },
      },
    ]);
    for (const { logGroup, events, bytes } of cloud.usage().logs) {
      const file = join(directory, 'logs', `${basename(logGroup)}.log`);
      expect(events).toBe(logged.filter((name) => name === logGroup).length);
      expect(bytes).toBe(statSync(file).size + 26 * events);
    }
  });

  describe('DynamoDB', () => {
    const TableName = 'shop-items';
    let client: DynamoDBClient;

    /** Units that a request took, as they were counted. */
    const units = async (send: Promise<unknown>): Promise<(number | undefined)[]> => {
      cloud.resetUsage();
      await send.catch((error: Error) => {
        if (error.name !== 'ConditionalCheckFailedException') throw error;
      });
      return calls({ service: 'dynamodb' }).map((call) => call.readUnits ?? call.writeUnits);
    };
    const put = (Item: Record<string, { S: string }>, more: object = {}) =>
      units(client.send(new PutItemCommand({ TableName, Item, ...more })));
    const get = (id: string, more: object = {}) =>
      units(client.send(new GetItemCommand({ TableName, Key: { id: { S: id } }, ...more })));

    beforeAll(() => {
      client = new DynamoDBClient(sdk);
    });

    it('writes by the started KB of the larger item', async () => {
      expect(await put(item('a', KB))).toEqual([1]);
      expect(await put(item('a', KB + 1))).toEqual([2]);
      expect(await put(item('a', 100))).toEqual([2]);
      expect(await put({ id: { S: 'ü' }, note: { S: 'ü'.repeat(KB) } })).toEqual([3]);
    });

    it('takes for a failed condition what the larger of the two items would', async () => {
      await put(item('b', 3 * KB));
      const isNew = { ConditionExpression: 'attribute_not_exists(id)' };
      const isThere = { ConditionExpression: 'attribute_exists(id)' };
      const Key = { id: { S: 'b' } };

      expect(await put(item('b', 100), isNew)).toEqual([3]);
      expect(await put(item('b', 5 * KB), isNew)).toEqual([5]);
      expect(await put(item('c', 100), isThere)).toEqual([1]);
      expect(calls({ operation: 'PutItem' })).toMatchObject([{ requests: 1, failed: 1 }]);
      const values = { ':two': { S: '2' } };
      const update = { TableName, Key, UpdateExpression: 'SET x = :two', ...isNew };
      expect(
        await units(
          client.send(new UpdateItemCommand({ ...update, ExpressionAttributeValues: values })),
        ),
      ).toEqual([3]);
      expect(await units(client.send(new DeleteItemCommand({ TableName, Key, ...isNew })))).toEqual(
        [3],
      );
      expect(await units(client.send(new DeleteItemCommand({ TableName, Key })))).toEqual([3]);
      expect(await units(client.send(new DeleteItemCommand({ TableName, Key })))).toEqual([1]);
    });

    it('reads by the started 4 KB, and takes the least for nothing', async () => {
      await put(item('d', 4 * KB));
      await put(item('e', 4 * KB + 1));

      expect(await get('d')).toEqual([0.5]);
      expect(await get('e')).toEqual([1]);
      expect(await get('e', { ProjectionExpression: 'id' })).toEqual([1]);
      expect(await get('e', { ConsistentRead: true })).toEqual([2]);
      expect(await get('none')).toEqual([0.5]);
      expect(await get('none', { ConsistentRead: true })).toEqual([1]);
    });

    it('takes the items of a batch one by one', async () => {
      const items = [item('f', 100), item('g', 100), item('h', KB + 1)];
      const RequestItems = { [TableName]: items.map((Item) => ({ PutRequest: { Item } })) };
      const Keys = ['f', 'g', 'none'].map((id) => ({ id: { S: id } }));

      expect(await units(client.send(new BatchWriteItemCommand({ RequestItems })))).toEqual([4]);
      const gets = new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } });
      expect(await units(client.send(gets))).toEqual([1.5]);
    });

    it('takes a page by what was read for it', async () => {
      const query = (id: string, more: object = {}) =>
        units(
          client.send(
            new QueryCommand({
              ...{ TableName, KeyConditionExpression: 'id = :id', ...more },
              ExpressionAttributeValues: { ':id': { S: id } },
            }),
          ),
        );
      await put({ id: { S: 'i' }, note: { S: 'ü'.repeat(3 * KB) } });

      expect(await query('i')).toEqual([1]);
      expect(await query('i', { ConsistentRead: true })).toEqual([2]);
      expect(await query('none')).toEqual([0.5]);
      expect(await units(client.send(new ScanCommand({ TableName: 'shop-indexed' })))).toEqual([
        0.5,
      ]);
    });

    it('writes indexes too', async () => {
      const write = (Item: Record<string, { S: string }>) =>
        units(client.send(new PutItemCommand({ TableName: 'shop-indexed', Item })));
      const id = { S: '1' };

      expect(await write({ id })).toEqual([1]);
      expect(await write({ id, day: { S: 'monday' } })).toEqual([2]);
      expect(await write({ id, day: { S: 'monday' }, note: { S: text(KB) } })).toEqual([2]);
      expect(await write({ id, day: { S: 'tuesday' } })).toEqual([4]);
    });

    it('tells who asked, and nobody else', async () => {
      const key = { TableName, Key: { id: { S: 'none' } } };
      const told = await client.send(
        new GetItemCommand({ ...key, ReturnConsumedCapacity: 'INDEXES' }),
      );
      const untold = await client.send(new GetItemCommand(key));

      expect(told.ConsumedCapacity).toEqual({
        ...{ TableName, CapacityUnits: 0.5, Table: { CapacityUnits: 0.5 } },
      });
      expect(untold.ConsumedCapacity).toBeUndefined();
    });
  });

  it('takes messages by 64 KB, and dead letters not at all', async () => {
    const sqs = new SQSClient(sdk);
    const QueueUrl = `${cloud.endpoint}/000000000000/shop-orders`;
    const queue = { service: 'sqs', resource: 'shop-orders', caller: 'operator' } as const;
    const receive = (more: object = {}) =>
      sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }));

    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: text(65 * KB) }));
    const first = await receive();
    await sqs.send(
      new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first.Messages?.[0]?.ReceiptHandle }),
    );
    const Entries = Array.from({ length: 10 }, (_, Id) => ({ Id: `${Id}`, MessageBody: text(KB) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    for (let count = 0; count < 3; count++) await receive({ VisibilityTimeout: 0 });
    await receive();

    expect(calls(queue)).toEqual([
      { ...queue, operation: 'DeleteMessage', requests: 1, failed: 0, chunks: 1 },
      { ...queue, operation: 'ReceiveMessage', requests: 5, failed: 0, empty: 1, chunks: 6 },
      { ...queue, operation: 'SendMessage', requests: 1, failed: 0, chunks: 2 },
      { ...queue, operation: 'SendMessageBatch', requests: 1, failed: 0, chunks: 1 },
    ]);
    expect(calls({ resource: 'shop-dead' })).toEqual([]);
  });

  it('takes objects by request and by bytes', async () => {
    const s3 = new S3Client(sdk);
    const object = { Bucket: 'shop-photos', Key: 'a' };
    const bucket = { service: 's3', resource: 'shop-photos', caller: 'operator' } as const;
    await s3.send(new PutObjectCommand({ ...object, Body: text(100_000) }));
    const { Body } = await s3.send(new GetObjectCommand(object));
    await Body?.transformToByteArray();
    await s3.send(new GetObjectCommand({ ...object, Key: 'none' })).catch(() => undefined);
    await s3.send(new HeadObjectCommand(object));
    await s3.send(new ListObjectsV2Command({ Bucket: object.Bucket }));

    await eventually(() => {
      expect(calls(bucket)).toEqual([
        { ...bucket, operation: 'GetObject', requests: 2, failed: 1, bytesOut: 100_000 },
        { ...bucket, operation: 'HeadObject', requests: 1, failed: 0 },
        { ...bucket, operation: 'ListObjectsV2', requests: 1, failed: 0 },
        { ...bucket, operation: 'PutObject', requests: 1, failed: 0, bytesIn: 100_000 },
      ]);
    });
  });

  it('takes invocations, what the function called, and the metrics it logged', async () => {
    const lambda = new LambdaClient(sdk);
    const invocation = { FunctionName: 'shop-buy', Payload: '{"id":"a"}' };
    await lambda.send(new InvokeCommand(invocation));
    await lambda.send(new InvokeCommand({ ...invocation, InvocationType: 'Event' }));
    const buy = { service: 'lambda', resource: 'shop-buy', caller: 'operator' } as const;

    await eventually(() => {
      expect(calls({ caller: 'shop-buy' })).toEqual([
        {
          ...{ service: 'dynamodb', operation: 'PutItem', resource: 'shop-items' },
          ...{ caller: 'shop-buy', requests: 2, failed: 0, writeUnits: 2 },
        },
      ]);
      expect(cloud.usage().metrics).toEqual([
        { namespace: 'Shop', name: 'Sold', dimensions: { service: 'shop' } },
      ]);
    });
    expect(calls(buy)).toEqual([
      { ...buy, operation: 'Invoke', requests: 1, failed: 0 },
      { ...buy, operation: 'InvokeAsync', requests: 1, failed: 0, chunks: 1 },
    ]);
  });

  it('takes events by 64 KB each', async () => {
    const entry = { Source: 'nobody', DetailType: 'None', Detail: '{}' };
    const Detail = JSON.stringify({ note: text(70 * KB) });
    await new EventBridgeClient(sdk).send(
      new PutEventsCommand({ Entries: [entry, { ...entry, Detail }, { ...entry, Detail: 'no' }] }),
    );

    expect(calls({ caller: 'operator', service: 'events' })).toMatchObject([
      { operation: 'PutEvents', resource: 'default', requests: 1, failed: 0, chunks: 3 },
    ]);
  });

  it('has a page', async () => {
    const page = `${cloud.endpoint}/_local/usage`;
    await new DynamoDBClient(sdk).send(new ScanCommand({ TableName: 'shop-items' }));
    const shown = usageSnapshotSchema.parse(await (await fetch(page)).json());
    const wrong = await fetch(page, { method: 'POST' });
    const reset = await fetch(`${page}/reset`, { method: 'POST' });

    expect(shown.calls).toMatchObject([{ operation: 'Scan', caller: 'operator', requests: 1 }]);
    expect(wrong.status).toBe(404);
    expect(reset.status).toBe(204);
    expect(cloud.usage().calls).toEqual([]);
  });
});
