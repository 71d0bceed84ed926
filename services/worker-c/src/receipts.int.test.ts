import { createDocumentClient } from '@acado/dynamodb';
import { createPayloadStore, type OrderPlaced, type PlacedOrder } from '@acado/events';
import {
  anEventBridgeEvent,
  anOrderPlacedEvent,
  anOrdersPlacedEvent,
  aPlacedOrder,
} from '@acado/events/testing';
import { renderReceipt } from '@acado/orders/receipt';
import { logger } from '@acado/powertools';
import { aContext, anHttpApiEvent, anSqsEvent } from '@acado/powertools/testing';
import { type Engines, startEngines } from '@acado/testing';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { handler as getReceipt } from './functions/get-receipt/handler.ts';
import { handler as renderReceipts } from './functions/render-receipts/handler.ts';

const tableName = 'receipts';
const bucket = 'receipts-bucket';
const payloadsBucket = 'payloads-bucket';
let engines: Engines;

beforeAll(async () => {
  engines = await startEngines({
    tables: { [tableName]: 'orderId' },
    buckets: [bucket, payloadsBucket],
    queues: ['orders'],
  });
  Object.assign(process.env, {
    RECEIPTS_TABLE: tableName,
    RECEIPTS_BUCKET: bucket,
    PAYLOADS_BUCKET: payloadsBucket,
    ORDERS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/orders',
  });
});
afterAll(() => engines.stop());

const messageOf = (event: OrderPlaced) => ({ body: anEventBridgeEvent(event) });

const render = async (...events: OrderPlaced[]) => {
  const { batchItemFailures } = await renderReceipts(anSqsEvent(events.map(messageOf)), aContext());
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

const get = (id: string, headers: Record<string, string> = {}) =>
  getReceipt(
    anHttpApiEvent({ path: `/orders/${id}/receipt`, pathParameters: { id }, headers }),
    aContext(),
  );

const pdfOf = async (orderId: string) => {
  const { body = '', isBase64Encoded } = await get(orderId);
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
};

const itemOf = async (orderId: string) => {
  const command = new GetCommand({ TableName: tableName, Key: { orderId } });
  return (await createDocumentClient().send(command)).Item;
};

const objectsOf = async (orderId: string) => {
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: `receipts/${orderId}` });
  return (await new S3Client().send(command)).Contents ?? [];
};

const aNewOrder = (overrides: Partial<PlacedOrder> = {}) =>
  aPlacedOrder({ orderId: randomUUID(), ...overrides });

const manyLines = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    sku: `sku-${index}`,
    description: `Bolt M${index}, zinc-plated`,
    quantity: 1 + (index % 10),
    unitAmount: index * 7,
  }));

describe('renderReceipts and getReceipt', () => {
  it('answers with the receipt of an order', async () => {
    const order = aNewOrder();

    expect(await render(anOrderPlacedEvent(order))).toEqual([]);

    const { statusCode, headers, isBase64Encoded } = await get(order.orderId);
    expect({ statusCode, isBase64Encoded }).toEqual({ statusCode: 200, isBase64Encoded: true });
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="receipt-${order.orderId}.pdf"`,
    });
    expect(await pdfOf(order.orderId)).toEqual(renderReceipt(order));
  });

  it('keeps the receipt of a usual order in one write unit', async () => {
    const order = aNewOrder({ lines: manyLines(10) });

    await render(anOrderPlacedEvent(order));

    const { pdf = [] } = (await itemOf(order.orderId)) ?? {};
    expect(pdf).toBeInstanceOf(Uint8Array);
    expect(pdf.byteLength + 'orderId'.length + 36 + 'pdf'.length).toBeLessThanOrEqual(1_024);
  });

  it('changes nothing when an order comes again, even with other content', async () => {
    const order = aNewOrder();
    await render(anOrderPlacedEvent(order));

    const again = anOrderPlacedEvent(order);
    const changed = anOrderPlacedEvent({ ...order, customerId: 'another' });
    expect(await render(again, again, changed)).toEqual([]);

    expect(await pdfOf(order.orderId)).toEqual(renderReceipt(order));
  });

  it('renders a batch of 100 and fails only what is wrong in it', async () => {
    const orders = Array.from({ length: 100 }, () => aNewOrder());
    const good = orders.map((order) => messageOf(anOrderPlacedEvent(order)));

    const { batchItemFailures } = await renderReceipts(
      anSqsEvent([{ body: 'poison', messageId: 'poison' }, ...good]),
      aContext(),
    );

    expect(batchItemFailures).toEqual([{ itemIdentifier: 'poison' }]);
    const items = await Promise.all(orders.map(({ orderId }) => itemOf(orderId)));
    expect(items.filter((item) => item === undefined)).toEqual([]);
  });

  it('renders the orders that travel together and sends a wrong one back to the queue alone', async () => {
    const orders = Array.from({ length: 100 }, () => aNewOrder());
    const events = orders.map((order) => anOrderPlacedEvent(order));
    const wrong = { ...anOrderPlacedEvent(), data: {} };
    const mixed = [...events.slice(50), wrong];

    const { batchItemFailures } = await renderReceipts(
      anSqsEvent([
        { messageId: 'fine', body: anOrdersPlacedEvent(events.slice(0, 50)) },
        { messageId: 'mixed', body: anOrdersPlacedEvent(mixed) },
      ]),
      aContext(),
    );

    expect(batchItemFailures).toEqual([]);
    expect(engines.waiting('orders').map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { 'detail-type': 'OrdersPlaced', detail: { orders: [wrong] } },
    ]);
    const items = await Promise.all(orders.map(({ orderId }) => itemOf(orderId)));
    expect(items.filter((item) => item === undefined)).toEqual([]);
  });

  it('keeps a receipt that is too large for an item on S3', async () => {
    const order = aNewOrder({ lines: manyLines(1_000) });

    expect(await render(anOrderPlacedEvent(order))).toEqual([]);

    expect(await itemOf(order.orderId)).not.toHaveProperty('pdf');
    expect(await objectsOf(order.orderId)).toHaveLength(1);
    expect(await pdfOf(order.orderId)).toEqual(renderReceipt(order));
  });

  it('renders an order of 10,000 lines that came through a pointer', async () => {
    const order = aNewOrder({ lines: manyLines(10_000) });
    const { metadata } = anOrderPlacedEvent(order);
    const payloads = createPayloadStore({ s3: new S3Client(), bucket: payloadsBucket });
    const dataRef = await payloads.put(metadata.eventId, JSON.stringify(order));

    expect(await render({ metadata, dataRef })).toEqual([]);

    expect(await pdfOf(order.orderId)).toEqual(renderReceipt(order));
  });

  it('fails a message alone whose pointer leads nowhere, and logs whose request it was', async () => {
    const log = jest.spyOn(logger, 'error');
    const order = aNewOrder();
    const { metadata } = anOrderPlacedEvent(aNewOrder());
    const dataRef = { bucket: payloadsBucket, key: 'gone', bytes: 1, sha256: '0'.repeat(64) };

    expect(await render({ metadata, dataRef }, anOrderPlacedEvent(order))).toEqual(['message-0']);
    const which = [{ messageId: 'message-0', correlation_id: metadata.correlationId }];
    expect(log.mock.lastCall?.[1]).toMatchObject({ reasons: [{ which }] });

    expect((await get(order.orderId)).statusCode).toBe(200);
  });
});

describe('getReceipt', () => {
  it('answers 304 to who has the receipt already', async () => {
    const order = aNewOrder();
    await render(anOrderPlacedEvent(order));
    const etag = String((await get(order.orderId)).headers?.etag);

    const { statusCode, body, headers } = await get(order.orderId, { 'If-None-Match': etag });

    expect({ statusCode, body }).toEqual({ statusCode: 304, body: '' });
    expect(headers?.etag).toBe(etag);
  });

  it('answers 404 for an order without a receipt', async () => {
    const { statusCode, body = '', headers } = await get(randomUUID());

    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(JSON.parse(body)).toMatchObject({ title: 'Not Found', code: 'NOT_FOUND' });
  });

  it('answers 400 for an id that is none and names it', async () => {
    const { statusCode, body = '' } = await get('42');

    expect(statusCode).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ errors: [{ field: 'id' }] });
  });
});
