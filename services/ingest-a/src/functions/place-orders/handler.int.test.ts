import { createPayloadStore, ordersPlacedSchema, resolveOrder } from '@acado/events';
import { anOrder } from '@acado/events/testing';
import { aContext, anHttpApiEvent, type HttpApiEventOverrides } from '@acado/powertools/testing';
import { type Engines, startEngines } from '@acado/testing';
import { S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  PurgeQueueCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { handler } from './handler.ts';

// Only its path counts: the client goes where the environment says AWS is.
const QueueUrl = 'https://sqs.us-east-1.amazonaws.com/000000000000/inbox';

describe('handler', () => {
  let engines: Engines;
  let sqs: SQSClient;

  beforeAll(async () => {
    engines = await startEngines({ buckets: ['payloads'], queues: ['inbox'] });
    sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
    Object.assign(process.env, {
      INBOX_URL: QueueUrl,
      PAYLOADS_BUCKET: 'payloads',
      ORDERS_BASE_URL: '',
    });
  });
  afterEach(() => sqs.send(new PurgeQueueCommand({ QueueUrl })));
  afterAll(async () => {
    sqs.destroy();
    await engines.stop();
  });

  const post = async (overrides: HttpApiEventOverrides) => {
    const event = anHttpApiEvent({ method: 'POST', path: '/orders', ...overrides });
    const { statusCode, headers, body } = await handler(event, aContext());
    return { status: statusCode, headers, body: JSON.parse(body ?? 'null') };
  };
  const messages = () =>
    engines.waiting('inbox').map((body) => ordersPlacedSchema.parse(JSON.parse(body)).orders);
  const details = () => messages().flat();

  it('accepts an order once its event is in the inbox', async () => {
    const answer = await post({ body: anOrder(), requestId: 'request-1' });
    const { orderId } = answer.body;
    expect(answer).toMatchObject({
      status: 202,
      headers: { location: `/orders/${orderId}` },
      body: { orderId, status: 'accepted' },
    });
    expect(messages()).toMatchObject([
      [{ metadata: { version: 1, correlationId: 'request-1' }, data: { ...anOrder(), orderId } }],
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
    const body = [anOrder(), { ...anOrder(), currency: 7 }, anOrder({ customerId: 'other' })];
    const answer = await post({ body });
    expect(answer).toMatchObject({
      status: 202,
      body: {
        results: [
          { index: 0, status: 'accepted' },
          { index: 1, status: 'rejected', errors: [{ field: '[1].currency' }] },
          { index: 2, status: 'accepted' },
        ],
      },
    });
    expect(messages()).toMatchObject([
      [{ data: { customerId: 'customer-1' } }, { data: { customerId: 'other' } }],
    ]);
  });

  it('accepts a hundred orders at once, in few messages', async () => {
    const body = Array.from({ length: 100 }, (_, i) => anOrder({ customerId: `customer-${i}` }));
    const { status, body: answer } = await post({ body });
    expect(status).toBe(202);
    expect(answer.results).toHaveLength(100);
    const sent = messages();
    expect(new Set(sent.flat().map(({ metadata }) => metadata.eventId)).size).toBe(100);
    expect(sent.length).toBeLessThanOrEqual(2);
  });

  it('does not accept what the inbox did not take', async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    try {
      for (const body of [anOrder(), [anOrder()]]) {
        const answer = await post({ body });
        expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
        expect(answer.body).toMatchObject({ code: 'NOT_ACCEPTED' });
      }
    } finally {
      await sqs.send(new CreateQueueCommand({ QueueName: 'inbox' }));
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
    expect(messages()).toEqual([]);
  });
});
