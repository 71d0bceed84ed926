import { createDocumentClient } from '@acado/dynamodb';
import { eventIdFor, orderPlacedSchema, type PlacedOrder } from '@acado/events';
import { anOrder } from '@acado/events/testing';
import { renderReceipt as pdfOf } from '@acado/orders/receipt';
import { InvalidInput, logger } from '@acado/powertools';
import {
  aContext,
  anHttpApiEvent,
  aRestApiEvent,
  type HttpApiEventOverrides,
} from '@acado/powertools/testing';
import { type Engines, startEngines } from '@acado/testing';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { handler as placeOrder } from './functions/place-order/handler.ts';
import { handler as renderReceipt } from './functions/render-receipt/handler.ts';
import { handler as storeOrder } from './functions/store-order/handler.ts';
import { startLambda } from './testing/lambda.ts';

const buckets = { orders: 'orders-bucket', receipts: 'receipts-bucket', archive: 'archive-bucket' };
const placedAt = '2026-01-31T12:00:00.000Z';

let engines: Engines;
let lambda: Awaited<ReturnType<typeof startLambda>>;

beforeAll(async () => {
  lambda = await startLambda();
  engines = await startEngines({
    tables: { orders: 'orderId' },
    buckets: Object.values(buckets),
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
    STORE_ORDER_FUNCTION: 'storeOrder',
    PLACING_SECONDS: '15',
    ORDERS_TABLE: 'orders',
    ORDERS_BUCKET: buckets.orders,
    RENDER_RECEIPT_FUNCTION: 'renderReceipt',
    RECEIPTS_BUCKET: buckets.receipts,
    ARCHIVE_BUCKET: buckets.archive,
  });
});
beforeEach(() => {
  lambda.functions.set('storeOrder', storeOrder).set('renderReceipt', renderReceipt);
});
afterAll(() => Promise.all([lambda.stop(), engines.stop()]));

const request = (overrides: HttpApiEventOverrides) => ({
  method: 'POST',
  path: '/orders',
  ...overrides,
});

const post = async (overrides: HttpApiEventOverrides) => {
  const answer = await placeOrder(aRestApiEvent(request(overrides)), aContext());
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: JSON.parse(answer.body ?? 'null'),
  };
};

const rowOf = async (orderId: string) => {
  const command = new GetCommand({ TableName: 'orders', Key: { orderId } });
  return (await createDocumentClient().send(command)).Item;
};

const read = async (Bucket: string, Key: string) => {
  const { Body } = await new S3Client().send(new GetObjectCommand({ Bucket, Key }));
  return Body!.transformToByteArray();
};

const receiptOf = (orderId: string) => read(buckets.receipts, `receipts/${orderId}.pdf`);

const archivedEventOf = async (orderId: string) => {
  const eventId = eventIdFor('OrderPlaced.v1', orderId);
  return Buffer.from(await read(buckets.archive, `archive/2026/01/31/${eventId}.json`)).toString();
};

const objectsIn = async (bucket: string) => {
  const { Contents = [] } = await new S3Client().send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.length;
};

const aNewOrder = (overrides: Partial<PlacedOrder> = {}): PlacedOrder => ({
  ...anOrder(),
  orderId: randomUUID(),
  placedAt,
  ...overrides,
});

const failing = (message: string) => async () => {
  throw new Error(message);
};

describe('POST /orders', () => {
  it('answers when the order is stored, its receipt rendered and its event archived', async () => {
    const order = aNewOrder({ note: 'ring twice' });

    const answer = await post({ body: order, requestId: 'request-1' });

    expect(answer).toMatchObject({
      status: 201,
      body: { orderId: order.orderId, status: 'stored' },
    });
    expect(await rowOf(order.orderId)).toMatchObject({ totalAmount: 100, note: 'ring twice' });
    expect(Buffer.from(await receiptOf(order.orderId))).toEqual(Buffer.from(pdfOf(order)));
    expect(orderPlacedSchema.parse(JSON.parse(await archivedEventOf(order.orderId)))).toMatchObject(
      { metadata: { correlationId: 'request-1' }, data: order },
    );
  });

  it('does the same behind an HTTP API', async () => {
    const order = aNewOrder();

    const event = anHttpApiEvent(request({ body: order }));
    const { statusCode } = await placeOrder(event, aContext());

    expect(statusCode).toBe(201);
    expect(await receiptOf(order.orderId)).toBeDefined();
  });

  it('changes nothing when a request is repeated', async () => {
    const again = {
      body: { ...anOrder(), placedAt },
      headers: { 'Idempotency-Key': randomUUID() },
    };
    const first = await post({ ...again, requestId: 'request-1' });
    const { orderId } = first.body;
    const effects = async () => [
      await rowOf(orderId),
      await receiptOf(orderId),
      await archivedEventOf(orderId),
    ];
    const before = await effects();

    const second = await post({ ...again, requestId: 'request-2' });

    expect(second).toEqual(first);
    expect(await effects()).toEqual(before);
  });

  it('lets the first order of an id stand, in the row, the receipt and the archive', async () => {
    const warn = jest.spyOn(logger, 'warn');
    const order = aNewOrder();
    await post({ body: order });

    expect(await post({ body: { ...order, note: 'another' } })).toMatchObject({ status: 201 });

    expect(warn.mock.lastCall?.[1]).toEqual({ orderId: order.orderId });
    expect(await rowOf(order.orderId)).not.toHaveProperty('note');
    expect(Buffer.from(await receiptOf(order.orderId))).toEqual(Buffer.from(pdfOf(order)));
    expect(await archivedEventOf(order.orderId)).not.toContain('another');
  });

  it('finishes what an earlier request has begun, with the order that came first', async () => {
    const { placedAt: _, ...order } = aNewOrder();
    lambda.functions.set('renderReceipt', failing('out of memory'));
    expect(await post({ body: order })).toMatchObject({ status: 502 });
    const { placedAt: first } = (await rowOf(order.orderId))!;
    lambda.functions.set('renderReceipt', renderReceipt);

    expect(await post({ body: order })).toMatchObject({ status: 201 });

    const stored = { ...order, placedAt: String(first) };
    expect(Buffer.from(await receiptOf(order.orderId))).toEqual(Buffer.from(pdfOf(stored)));
  });

  it('takes an order of 900 KB, whose body does not fit a row', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => ({
      sku: `sku-${index}`,
      description: 'A line of an order that is large because it has so many of them',
      quantity: 1,
      unitAmount: index,
    }));
    const order = aNewOrder({ lines, note: 'é'.repeat(300_000) });

    expect(await post({ body: order })).toMatchObject({ status: 201 });
    expect(await post({ body: order })).toMatchObject({ status: 201 });

    expect(await rowOf(order.orderId)).toMatchObject({ lineCount: 3_000, body: {} });
    expect(JSON.parse(await archivedEventOf(order.orderId))).toMatchObject({ data: order });
    expect(Buffer.from(await receiptOf(order.orderId))).toEqual(Buffer.from(pdfOf(order)));
  });

  it('says of each of many orders what became of it', async () => {
    const [good, unlucky] = [aNewOrder(), aNewOrder({ customerId: 'unlucky' })];
    lambda.functions.set('renderReceipt', async (event, context) => {
      if (JSON.stringify(event).includes('unlucky')) throw new Error('out of memory');
      return renderReceipt(event, context);
    });

    const { status, body } = await post({ body: [good, { ...anOrder(), currency: 7 }, unlucky] });

    expect(status).toBe(201);
    expect(body.results).toEqual([
      { index: 0, status: 'stored', orderId: good.orderId },
      {
        index: 1,
        status: 'rejected',
        errors: [expect.objectContaining({ field: '[1].currency' })],
      },
      { index: 2, status: 'failed', orderId: unlucky.orderId, retryable: true },
    ]);
  });

  it('stores a hundred orders of one request', async () => {
    const orders = Array.from({ length: 100 }, () => aNewOrder());
    const before = await objectsIn(buckets.archive);

    const { status, body } = await post({ body: orders });

    expect(status).toBe(201);
    expect(body.results).toHaveLength(100);
    expect(await objectsIn(buckets.archive)).toBe(before + 100);
  });

  it('logs one line per function and order', async () => {
    const info = jest.spyOn(logger, 'info');
    const { orderId } = aNewOrder();

    await post({ body: aNewOrder({ orderId }) });

    const lines = info.mock.calls.filter(([, details]) => Object(details).orderId === orderId);
    expect(lines.map(([message]) => message)).toEqual([
      'Receipt rendered',
      'Order stored',
      'Order placed',
    ]);
  });

  it('answers 502 without internals when a function fails, and logs which and why', async () => {
    const error = jest.spyOn(logger, 'error');
    lambda.functions.set('storeOrder', failing('secret table name'));
    const order = aNewOrder();

    for (const body of [order, [order]]) {
      const answer = await post({ body });

      expect(answer).toMatchObject({
        status: 502,
        headers: { 'content-type': 'application/problem+json', 'retry-after': '1' },
        body: { code: 'NOT_STORED' },
      });
      expect(JSON.stringify(answer.body)).toContain(order.orderId);
      expect(JSON.stringify(answer.body)).not.toContain('secret');
      expect(error.mock.calls.map(([, details]) => details)).toContainEqual({
        orderId: order.orderId,
        error: expect.objectContaining({
          name: 'FunctionFailed',
          message: 'storeOrder failed (Unhandled): Error: secret table name',
        }),
      });
    }
  });

  it.each<[string, HttpApiEventOverrides, number, string]>([
    [
      'malformed JSON',
      { body: '{"', headers: { 'Content-Type': 'application/json' } },
      400,
      'body',
    ],
    ['no body', {}, 400, 'body'],
    ['another media type', { body: 'hi', headers: { 'Content-Type': 'text/plain' } }, 415, 'json'],
    ['an unknown field', { body: { ...anOrder(), surprise: 1 } }, 400, 'surprise'],
    ['only wrong orders', { body: [{ ...anOrder(), lines: [] }] }, 400, '[0].lines'],
    ['too many orders', { body: Array.from({ length: 101 }, () => anOrder()) }, 400, '100'],
    [
      'a request too large',
      { body: Array(5).fill({ ...anOrder(), note: 'x'.repeat(900_000) }) },
      413,
      '4194304',
    ],
    ['an order too large', { body: { ...anOrder(), note: 'x'.repeat(1_048_576) } }, 413, '1048576'],
    [
      'an odd key',
      { body: anOrder(), headers: { 'Idempotency-Key': 'a b' } },
      400,
      'idempotency-key',
    ],
  ])('refuses %s and invokes nothing', async (_what, refused, status, named) => {
    lambda.functions.clear();

    const answer = await post(refused);

    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(JSON.stringify(answer.body)).toContain(named);
  });
});

describe('storeOrder and renderReceipt', () => {
  it.each([
    ['storeOrder', storeOrder],
    ['renderReceipt', renderReceipt],
  ])('%s refuses what is no order', async (_name, handler) => {
    await expect(handler({ order: { orderId: '1' } }, aContext())).rejects.toThrow(InvalidInput);
  });
});
