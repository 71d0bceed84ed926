import type { CallUsage } from '@acado/local-cloud';
import { aShape } from '../estimate/testing/a-service.ts';
import { usageFileSchema } from '../estimate/usage-file.ts';
import type { FunctionReport } from '../measured/usage-lines.ts';
import type { RunRecord } from './run.ts';
import type { Measurement } from './measurement.ts';
import { summarise } from './summarise.ts';

const report = (name: string, billedMs: number, initMs?: number): FunctionReport => ({
  functionName: `shop-local-${name}`,
  report: { requestId: 'r', status: 'success', billedMs, initMs },
});

const call = (counted: Partial<CallUsage>): CallUsage => ({
  service: 'sqs',
  operation: 'ReceiveMessage',
  resource: 'shop-local-orders',
  caller: 'shop-local-store',
  requests: 1,
  failed: 0,
  ...counted,
});

/** Ten orders, which `store` takes in two batches of four messages and one that came again. */
const aRun = (overrides: Partial<RunRecord> = {}): RunRecord => ({
  events: 10,
  reports: [
    ...Array.from({ length: 10 }, () => report('place', 20)),
    report('store', 30),
    report('store', 430, 400),
  ],
  usage: {
    since: '2026-11-20T10:00:00.000Z',
    calls: [
      call({ operation: 'SendMessage', caller: 'events.amazonaws.com', requests: 8, chunks: 16 }),
      call({ requests: 7, empty: 3, chunks: 9 }),
      call({ operation: 'DeleteMessageBatch', requests: 2, chunks: 2 }),
      call({ service: 'dynamodb', operation: 'BatchWriteItem', resource: 't', writeUnits: 10 }),
      call({ service: 's3', operation: 'PutObject', resource: 'archive', requests: 2 }),
      call({ caller: 'operator', operation: 'GetQueueAttributes', requests: 99 }),
      // Back to the queue, by the function itself: no rule sent it.
      call({ operation: 'SendMessage', requests: 1, chunks: 1 }),
    ],
    apis: [{ api: 'shop-local', type: 'HTTP', requests: 10, rejected: 0, units512Kb: 15 }],
    logs: [{ logGroup: '/aws/lambda/shop-local-store', events: 4, bytes: 800 }],
    metrics: [
      ...['Cost', 'Duration'].map((name) => ({
        ...{ namespace: 'Shop', name },
        dimensions: { service: 'shop', function: 'store' },
      })),
      { namespace: 'Shop', name: 'Cost', dimensions: { service: 'other' } },
    ],
  },
  entries: new Map([['bus-local-orders', 16]]),
  messages: new Map([
    ['shop-local-orders', { sent: 8, received: 10, deleted: 8, waiting: 0 }],
    ['shop-local-dlq', { sent: 0, received: 0, deleted: 0, waiting: 0 }],
  ]),
  ...overrides,
});

const summary = (overrides: Partial<Measurement> = {}) =>
  summarise({
    service: 'shop',
    event: 'order',
    provenance: {
      at: '2026-11-20T10:00:00.000Z',
      machine: 'm',
      load: 0,
      command: 'c',
      workload: 'w',
      runs: 2,
      eventsPerRun: 10,
    },
    shape: aShape(),
    codes: new Map([['store', 'abc']]),
    records: [aRun(), aRun()],
    warmUp: [report('store', 530, 500)],
    ...overrides,
  });

describe('summarise', () => {
  it('says what an event takes of each function', () => {
    const { functions } = summary();

    expect(functions['place']).toMatchObject({
      invocationsPerEvent: { mean: 1, standardError: 0 },
      billedMs: { mean: 20, p5: 20, p95: 20 },
      unitsPerRequest: { mean: 1.5 },
      calls: [],
    });
    expect(functions['store']).toMatchObject({
      code: 'abc',
      memoryMb: 512,
      invocationsPerEvent: { mean: 0.2 },
      // Without the cold start, which half of the invocations had; it added 400, 400 and 500 ms.
      billedMs: { mean: 30 },
      coldStarts: { share: { mean: 0.5 }, extraMs: { mean: 433.333 } },
      logBytes: { mean: 400 },
      batch: { size: 10, messages: { mean: 5 } },
    });
  });

  it('counts what a function sends as its call, and what polls for it as its queue', () => {
    const { calls } = summary().functions['store']!;

    expect(calls.find(({ item }) => item === 'sqs.requests.standard')).toMatchObject({
      ...{ resource: 'shop-local-orders', count: { mean: 0.1 } },
    });
  });

  it('says how messages come, and how they are received and deleted', () => {
    expect(summary().queues['Queue']).toMatchObject({
      messagesPerEvent: { mean: 0.8 },
      rule: {
        pattern: { source: ['shop'] },
        entriesPerEvent: { mean: 1.6 },
        matchRate: { mean: 0.5 },
        requestsPerMessage: { mean: 2 },
      },
      // Ten in four receives that brought something, in six requests.
      messagesPerReceive: { mean: 2.5 },
      requestsPerReceive: { mean: 1.5 },
      messagesPerDelete: { mean: 4 },
      retryRate: { mean: 0.2 },
      deadLetterRate: { mean: 0 },
    });
  });

  it('tells messages that died from those that came again', () => {
    const messages = (received: number, deleted: number, waiting: number) =>
      new Map([
        ['shop-local-orders', { sent: 8, received, deleted, waiting: 0 }],
        ['shop-local-dlq', { sent: 0, received: 0, deleted: 0, waiting }],
      ]);
    const ratesOf = (of: RunRecord['messages']) => {
      const run = aRun({ messages: of });
      const { retryRate, deadLetterRate } = summary({ records: [run, run] }).queues['Queue']!;
      return [retryRate.mean, deadLetterRate.mean];
    };

    // Two died after three tries each; the other six took eight tries.
    expect(ratesOf(messages(14, 6, 2))).toEqual([0.25, 0.25]);
    expect(ratesOf(messages(24, 0, 8))).toEqual([0, 1]);
  });

  it('takes a function that only ever started cold', () => {
    const run = aRun({
      reports: aRun().reports.map((each) => ({
        ...each,
        report: { ...each.report, billedMs: 430, initMs: 400 },
      })),
    });

    expect(summary({ records: [run, run] }).functions['store']).toMatchObject({
      billedMs: { mean: 0, p5: 0 },
      coldStarts: { share: { mean: 1 }, extraMs: { mean: 450 } },
    });
  });

  it('tells what grows with events from what grows with invocations', () => {
    const first = aRun();
    // Twice the invocations for the same orders: twice the archive objects, as many rows.
    const second = aRun({
      reports: [...first.reports, report('store', 30), report('store', 30)],
      usage: {
        ...first.usage,
        calls: first.usage.calls.map((each) =>
          each.service === 's3' ? { ...each, requests: 4 } : each,
        ),
      },
    });

    const { calls } = summary({ records: [first, second] }).functions['store']!;
    expect(calls.filter(({ item }) => !item.startsWith('sqs.'))).toEqual([
      {
        ...{ item: 'dynamodb.write-request-units', resource: 't', per: 'event' },
        count: { mean: 1, standardError: 0 },
      },
      {
        ...{ item: 's3.put.STANDARD', resource: 'archive', per: 'invocation' },
        count: { mean: 1, standardError: 0 },
      },
    ]);
  });

  it('counts custom metrics by namespace and function', () => {
    expect(summary().metrics).toEqual([{ namespace: 'Shop', function: 'store', series: 2 }]);
  });

  it('is a usage file', () => {
    expect(usageFileSchema.parse(summary())).toEqual(summary());
  });

  it('names the function that the workload does not reach', () => {
    const reports = aRun().reports.filter(({ functionName }) => !functionName.endsWith('place'));

    expect(() => summary({ records: [aRun(), aRun({ reports })] })).toThrow(
      'shop: the workload does not reach place',
    );
  });
});
