import { createDocumentClient } from '@acado/dynamodb';
import { createPayloadStore, type OrderPlaced, type PlacedOrder } from '@acado/events';
import {
  anEventBridgeEvent,
  anOrderPlacedEvent,
  anOrdersPlacedEvent,
  aPlacedOrder,
} from '@acado/events/testing';
import { logger } from '@acado/powertools';
import { aContext, anHttpApiEvent, anSqsEvent } from '@acado/powertools/testing';
import { type Engines, startEngines } from '@acado/testing';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { handler as getOrder } from './functions/get-order/handler.ts';
import { handler as storeOrders } from './functions/store-orders/handler.ts';

const tableName = 'orders';
const bucket = 'orders-bucket';
const payloadsBucket = 'payloads-bucket';
let engines: Engines;

beforeAll(async () => {
  engines = await startEngines({
    tables: { [tableName]: 'orderId' },
    buckets: [bucket, payloadsBucket],
    queues: ['orders'],
  });
  Object.assign(process.env, {
    ORDERS_TABLE: tableName,
    ORDERS_BUCKET: bucket,
    PAYLOADS_BUCKET: payloadsBucket,
    ORDERS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/orders',
  });
});
afterAll(() => engines.stop());

const eventOf = (order: PlacedOrder): OrderPlaced => anOrderPlacedEvent(order);
const messageOf = (event: OrderPlaced) => ({ body: anEventBridgeEvent(event) });

const store = async (...events: OrderPlaced[]) => {
  const { batchItemFailures } = await storeOrders(anSqsEvent(events.map(messageOf)), aContext());
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

const get = async (id: string, headers: Record<string, string> = {}) => {
  const {
    statusCode,
    body = '',
    ...answer
  } = await getOrder(
    anHttpApiEvent({ path: `/orders/${id}`, pathParameters: { id }, headers }),
    aContext(),
  );
  return { statusCode, body, headers: answer.headers };
};

const rowOf = async (orderId: string) => {
  const command = new GetCommand({ TableName: tableName, Key: { orderId } });
  return (await createDocumentClient().send(command)).Item;
};

const bodiesOf = async (orderId: string) => {
  const s3 = new S3Client();
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: `orders/${orderId}` });
  return (await s3.send(command)).Contents ?? [];
};

const aNewOrder = (overrides: Partial<PlacedOrder> = {}) =>
  aPlacedOrder({ orderId: randomUUID(), ...overrides });

const manyLines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    sku: `sku-${index}`,
    description: 'A line of an order that is large because it has so many of them',
    quantity: 1 + (index % 10),
    unitAmount: index,
  }));

describe('storeOrders and getOrder', () => {
  it('answers with an order as it was accepted', async () => {
    const order = aNewOrder({ note: 'ring twice' });

    expect(await store(eventOf(order))).toEqual([]);

    const { statusCode, body } = await get(order.orderId);
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toEqual(order);
  });

  it('changes nothing when an order comes again', async () => {
    const order = aNewOrder();
    await store(eventOf(order));
    const row = await rowOf(order.orderId);

    expect(await store(eventOf(order), eventOf(order))).toEqual([]);
    expect(await store(eventOf({ ...order, placedAt: '2027-01-01T00:00:00.000Z' }))).toEqual([]);

    expect(await rowOf(order.orderId)).toEqual(row);
  });

  it('lets the first order of an id stand', async () => {
    const order = aNewOrder();
    await store(eventOf(order));

    expect(await store(eventOf({ ...order, note: 'another' }))).toEqual([]);

    expect(JSON.parse((await get(order.orderId)).body)).toEqual(order);
  });

  it('writes a batch of 100 and fails only what is wrong in it', async () => {
    const orders = Array.from({ length: 100 }, () => aNewOrder());
    const messages = [
      { body: 'poison', messageId: 'poison' },
      ...orders.map(eventOf).map(messageOf),
    ];

    const { batchItemFailures } = await storeOrders(anSqsEvent(messages), aContext());

    expect(batchItemFailures).toEqual([{ itemIdentifier: 'poison' }]);
    const rows = await Promise.all(orders.map(({ orderId }) => rowOf(orderId)));
    expect(rows.filter((row) => row === undefined)).toEqual([]);
  });

  it('stores the orders that travel in one message, once in whatever company they come', async () => {
    const orders = Array.from({ length: 100 }, () => aNewOrder());
    const together = (some: PlacedOrder[]) => ({
      body: anOrdersPlacedEvent(some.map(eventOf)),
    });
    const batch = anSqsEvent([together(orders.slice(0, 60)), together(orders.slice(60))]);
    expect(await storeOrders(batch, aContext())).toEqual({ batchItemFailures: [] });
    const rows = await Promise.all(orders.map(({ orderId }) => rowOf(orderId)));
    expect(rows.filter((row) => row === undefined)).toEqual([]);

    const again = anSqsEvent([together(orders.slice(50, 70)), messageOf(eventOf(orders[0]!))]);
    expect(await storeOrders(again, aContext())).toEqual({ batchItemFailures: [] });
    expect(await Promise.all(orders.map(({ orderId }) => rowOf(orderId)))).toEqual(rows);
  });

  it('sends a wrong order back to the queue alone, and stores its neighbours', async () => {
    const [order, neighbour] = [aNewOrder(), aNewOrder()];
    const wrong = { ...eventOf(aNewOrder()), data: { ...aNewOrder(), currency: 7 } };
    const messages = [
      {
        messageId: 'mixed',
        body: anOrdersPlacedEvent([eventOf(order), wrong, eventOf(neighbour)]),
      },
      { messageId: 'wrong', body: anOrdersPlacedEvent([wrong]) },
    ];

    const { batchItemFailures } = await storeOrders(anSqsEvent(messages), aContext());

    expect(batchItemFailures).toEqual([{ itemIdentifier: 'wrong' }]);
    expect(engines.waiting('orders').map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { 'detail-type': 'OrdersPlaced', detail: { orders: [wrong] } },
    ]);
    expect((await get(order.orderId)).statusCode).toBe(200);
    expect((await get(neighbour.orderId)).statusCode).toBe(200);
  });

  it('keeps the body of an order over 8 KB on S3', async () => {
    const order = aNewOrder({ lines: manyLines(100) });

    expect(await store(eventOf(order))).toEqual([]);

    expect(await rowOf(order.orderId)).toMatchObject({ lineCount: 100, totalAmount: 28_050 });
    expect(await rowOf(order.orderId)).not.toHaveProperty('lines');
    expect(await bodiesOf(order.orderId)).toHaveLength(1);
    expect(JSON.parse((await get(order.orderId)).body)).toEqual(order);
  });

  it('answers whole with an order of 900 KB that came through a pointer', async () => {
    const order = aNewOrder({ lines: manyLines(3_000), note: 'é'.repeat(250_000) });
    const { metadata } = eventOf(order);
    const payloads = createPayloadStore({
      s3: new S3Client(),
      bucket: payloadsBucket,
    });
    const dataRef = await payloads.put(metadata.eventId, JSON.stringify(order));
    expect(dataRef.bytes).toBeGreaterThan(880_000);

    expect(await store({ metadata, dataRef })).toEqual([]);
    expect(await store({ metadata, dataRef })).toEqual([]);

    const { body } = await get(order.orderId);
    expect(Buffer.byteLength(body)).toBe(dataRef.bytes);
    expect(JSON.parse(body)).toEqual(order);
    expect(await bodiesOf(order.orderId)).toHaveLength(1);
  });

  it('fails a message alone whose pointer leads nowhere, and logs whose request it was', async () => {
    const log = jest.spyOn(logger, 'error');
    const order = aNewOrder();
    const { metadata } = eventOf(aNewOrder());
    const dataRef = { bucket: payloadsBucket, key: 'gone', bytes: 1, sha256: '0'.repeat(64) };

    expect(await store({ metadata, dataRef }, eventOf(order))).toEqual(['message-0']);
    const which = [{ messageId: 'message-0', correlation_id: metadata.correlationId }];
    expect(log.mock.lastCall?.[1]).toMatchObject({ reasons: [{ which }] });

    expect((await get(order.orderId)).statusCode).toBe(200);
  });
});

describe('getOrder', () => {
  it('answers 304 to who has the order already', async () => {
    const order = aNewOrder();
    await store(eventOf(order));
    const etag = String((await get(order.orderId)).headers?.etag);

    const { statusCode, body, headers } = await get(order.orderId, { 'If-None-Match': etag });

    expect({ statusCode, body }).toEqual({ statusCode: 304, body: '' });
    expect(headers?.etag).toBe(etag);
  });

  it('takes the id in upper case too', async () => {
    const order = aNewOrder();
    await store(eventOf(order));

    expect((await get(order.orderId.toUpperCase())).statusCode).toBe(200);
  });

  it('answers 404 for an order that is not there', async () => {
    const { statusCode, body, headers } = await get(randomUUID());

    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(JSON.parse(body)).toMatchObject({ title: 'Not Found', code: 'NOT_FOUND' });
  });

  it('answers 400 for an id that is none and names it', async () => {
    const { statusCode, body } = await get('42');

    expect(statusCode).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ field: 'id' }] });
  });
});
