import { createPayloadStore, orderPlacedSchema, resolveOrder } from '@acado/events';
import { anOrder } from '@acado/events/testing';
import { aContext, anHttpApiEvent, type HttpApiEventOverrides } from '@acado/powertools/testing';
import { type Engines, startEngines } from '@acado/testing';
import { S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { startEventBus } from '../../testing/event-bus.ts';
import { handler } from './handler.ts';

describe('handler', () => {
  let bus: Awaited<ReturnType<typeof startEventBus>>;
  let engines: Engines;

  beforeAll(async () => {
    bus = await startEventBus();
    engines = await startEngines({ buckets: ['payloads'] });
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
      EVENT_BUS: 'orders',
      PAYLOADS_BUCKET: 'payloads',
      ORDERS_BASE_URL: '',
    });
  });
  beforeEach(() => {
    bus.taken.length = 0;
    bus.refuses = () => false;
  });
  afterAll(() => Promise.all([bus.stop(), engines.stop()]));

  const post = async (overrides: HttpApiEventOverrides) => {
    const event = anHttpApiEvent({ method: 'POST', path: '/orders', ...overrides });
    const { statusCode, headers, body } = await handler(event, aContext());
    return { status: statusCode, headers, body: JSON.parse(body ?? 'null') };
  };
  const details = () => bus.taken.map(({ Detail }) => orderPlacedSchema.parse(JSON.parse(Detail!)));

  it('accepts an order once its event is on the bus', async () => {
    const answer = await post({ body: anOrder(), requestId: 'request-1' });
    const { orderId } = answer.body;
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/orders/${orderId}` },
      body: { orderId, status: 'accepted' },
    });
    expect(bus.taken).toMatchObject([
      { EventBusName: 'orders', Source: 'acado.ingest-a', DetailType: 'OrderPlaced' },
    ]);
    expect(details()).toMatchObject([
      { metadata: { version: 1, correlationId: 'request-1' }, data: { ...anOrder(), orderId } },
    ]);
  });

  it('gives the same request the same order, and the same order the same event', async () => {
    const request = { body: anOrder(), headers: { 'idempotency-key': randomUUID() } };
    const [first, second] = [await post(request), await post(request)];
    expect(second.body).toEqual(first.body);
    const [one, other] = details();
    expect(other!.metadata.eventId).toBe(one!.metadata.eventId);
  });

  it('sends a large order through the payload bucket', async () => {
    const order = { ...anOrder(), orderId: randomUUID(), note: 'x'.repeat(900_000) };
    expect(await post({ body: order })).toMatchObject({ status: 202 });
    const [detail] = details();
    expect(detail).toHaveProperty('dataRef.bucket', 'payloads');
    const payloads = createPayloadStore({ s3: new S3Client(), bucket: 'payloads' });
    expect(await resolveOrder(detail!, payloads)).toMatchObject(order);
  });

  it('tells of each of many orders what became of it', async () => {
    bus.refuses = ({ Detail }) => Detail!.includes('unlucky');
    const body = [anOrder(), { ...anOrder(), currency: 7 }, anOrder({ customerId: 'unlucky' })];
    const answer = await post({ body });
    expect(answer).toMatchObject({
      status: 202,
      body: {
        results: [
          { index: 0, status: 'accepted' },
          { index: 1, status: 'rejected', errors: [{ field: '[1].currency' }] },
          { index: 2, status: 'failed', retryable: true },
        ],
      },
    });
    expect(details().map((detail) => 'data' in detail && detail.data.customerId)).toEqual([
      'customer-1',
    ]);
  });

  it('accepts a hundred orders at once', async () => {
    const body = Array.from({ length: 100 }, (_, i) => anOrder({ customerId: `customer-${i}` }));
    const { status, body: answer } = await post({ body });
    expect(status).toBe(202);
    expect(answer.results).toHaveLength(100);
    expect(new Set(details().map(({ metadata }) => metadata.eventId)).size).toBe(100);
  });

  it('does not accept what the bus did not take', async () => {
    bus.refuses = () => true;
    for (const body of [anOrder(), [anOrder()]]) {
      const answer = await post({ body });
      expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
      expect(answer.body).toMatchObject({ code: 'NOT_PUBLISHED' });
    }
  });

  it.each<[string, HttpApiEventOverrides, number, string]>([
    [
      'malformed JSON',
      { body: '{"', headers: { 'content-type': 'application/json' } },
      400,
      'body',
    ],
    ['no body', {}, 400, 'body'],
    ['another media type', { body: 'hi', headers: { 'content-type': 'text/plain' } }, 415, 'json'],
    ['a wrong field', { body: { ...anOrder(), currency: 'euro' } }, 400, 'currency'],
    ['an unknown field', { body: { ...anOrder(), surprise: 1 } }, 400, 'surprise'],
    ['only wrong orders', { body: [{ ...anOrder(), lines: [] }] }, 400, '[0].lines'],
    ['too many orders', { body: Array.from({ length: 101 }, () => anOrder()) }, 400, '100'],
    ['no order at all', { body: [] }, 400, 'at least 1'],
    [
      'a request too large',
      { body: Array(5).fill({ ...anOrder(), note: 'x'.repeat(900_000) }) },
      413,
      '4194304',
    ],
    ['an order too large', { body: { ...anOrder(), note: 'x'.repeat(1_048_576) } }, 413, '1048576'],
    [
      'an odd key',
      { body: anOrder(), headers: { 'idempotency-key': 'a b' } },
      400,
      'idempotency-key',
    ],
    [
      'an empty key',
      { body: anOrder(), headers: { 'idempotency-key': '' } },
      400,
      'idempotency-key',
    ],
  ])('refuses %s', async (_what, request, status, named) => {
    const answer = await post(request);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json' });
    expect(JSON.stringify(answer.body)).toContain(named);
    expect(bus.taken).toEqual([]);
  });
});
