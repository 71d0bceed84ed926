import { priceBook } from '@acado/pricing';
import { aRun } from '../testing/an-evidence.ts';
import { costAtRate, type MeasuredBatches } from './arrival.ts';
import type { Part } from './price-run.ts';

const PUBLISH = 'acado-ingest-a-local-publishOrders';
const STORE = 'acado-worker-b-local-storeOrders';
const PLACE = 'acado-ingest-a-local-placeOrders';

const part = (meter: Part['meter'], caller: string | undefined, usd: number): Part => ({
  service: 'worker-b',
  meter,
  item: 'lambda.requests.arm64',
  resource: 'acado-worker-b-local-orders',
  ...(caller !== undefined && { function: caller }),
  usd,
});

/** 100 orders were measured, 50 in each batch of each function. */
const measured = (overrides: Partial<MeasuredBatches> = {}): MeasuredBatches => ({
  parts: [
    part('API Gateway', undefined, 1_000_000),
    part('SQS', PLACE, 400_000),
    part('SQS', STORE, 999),
    part('SQS', undefined, 999),
    part('EventBridge', PUBLISH, 999),
    part('Lambda requests', STORE, 4000),
    part('Lambda duration', STORE, 20_000),
    part('DynamoDB writes', STORE, 625_000),
  ],
  queues: [
    { service: 'ingest-a', functionName: PUBLISH, batchSize: 1000, windowSeconds: 5 },
    { service: 'worker-b', functionName: STORE, batchSize: 10, windowSeconds: 0 },
  ],
  invocations: new Map([
    [PUBLISH, { count: 2, warmMs: 20 }],
    [STORE, { count: 2, warmMs: 100 }],
  ]),
  orders: 100,
  singleMs: () => 2,
  pricing: { run: aRun(), book: priceBook, coldShare: 0 },
  ...overrides,
});

const always = 1_000_000 + 400_000 + 625_000;

describe('costAtRate', () => {
  it('shares what is paid per batch among the orders that its window lets in', () => {
    const { batches, usd } = costAtRate(4.8, measured());

    expect(batches).toEqual({ [PUBLISH]: 25, [STORE]: 25 });
    // Half as full: twice the requests; 2 + 98 × 24/49 = 50 ms for 25 orders is twice 1 ms an order.
    // SQS: receive and a tenth of a delete in the inbox; send, receive, delete for 25 orders behind it.
    const sqs = 0.4 * (1 + 0.1 + 3 / 25);
    expect(usd).toBeCloseTo(always + 8000 + 20_000 + (sqs + 1 / 25) * 1e6, -1);
  });

  it('pays for every order alone when hardly one comes', () => {
    const { batches, usd } = costAtRate(0, measured());

    expect(batches).toEqual({ [PUBLISH]: 1, [STORE]: 1 });
    // 2 ms for one order instead of 2 ms for each: the same.
    expect(usd).toBe(always + 200_000 + 20_000 + 0.4 * 5 * 1e6 + 1e6);
  });

  it('takes a function to run as long for one order as for a batch where it does not know better', () => {
    const { usd } = costAtRate(0, measured({ singleMs: () => undefined }));

    expect(usd).toBe(always + 200_000 + 1_000_000 + 0.4 * 5 * 1e6 + 1e6);
  });

  it('fills no batch over the size of an invocation', () => {
    const [publish] = measured().queues;
    const archive = { ...publish!, service: 's3-archiver', functionName: STORE, windowSeconds: 60 };

    const { batches } = costAtRate(1000, measured({ queues: [publish!, archive] }));

    expect(batches).toEqual({ [PUBLISH]: 1000, [STORE]: 7000 });
  });

  it('packs no more than a hundred orders into an event', () => {
    const { batches, usd } = costAtRate(100, measured());

    expect(batches).toEqual({ [PUBLISH]: 501, [STORE]: 100 });
    const sqs = 0.4 * (1 + 0.1 + 3 / 100);
    expect(usd).toBeCloseTo(always + 2000 + 20_000 + (sqs + 1 / 100) * 1e6, -1);
  });
});
