import { priceUsage } from '@acado/pricing';
import { callLine } from './call-line.ts';
import { type FunctionReport, metricLines, usageLines } from './usage-lines.ts';
import type { CountedCalls, CountedUsage } from './usage-snapshot.ts';

const region = 'us-east-1';
const storeOrders = 'acado-worker-b-local-storeOrders';
const queue = 'acado-worker-b-local-orders';

const usage = (counted: Partial<CountedUsage>): CountedUsage => ({
  calls: [],
  apis: [],
  logs: [],
  metrics: [],
  ...counted,
});

const calls = (counted: Partial<CountedCalls>): CountedCalls => ({
  service: 'sqs',
  operation: 'ReceiveMessage',
  resource: queue,
  caller: storeOrders,
  requests: 1,
  ...counted,
});

const linesOf = (counted: Partial<CountedUsage>, reports: FunctionReport[] = []) =>
  usageLines({
    reports,
    usage: usage(counted),
    region,
    architectureOf: () => 'arm64',
    memoryOf: () => 512,
  });

const reportOf = (report: Partial<FunctionReport['report']>): FunctionReport => ({
  functionName: storeOrders,
  report: { requestId: '1', status: 'success', ...report },
});

describe('usageLines', () => {
  it('sums the invocations of a function by memory size', () => {
    const lines = linesOf({}, [
      reportOf({ billedMs: 20, memoryMb: 512 }),
      reportOf({ durationMs: 1.2, initMs: 300.1, memoryMb: 512 }),
      reportOf({ billedMs: 7, memoryMb: 1024 }),
      reportOf({ billedMs: 4 }),
    ]);

    expect(lines).toEqual([
      {
        line: {
          meter: 'lambda',
          region,
          architecture: 'arm64',
          memoryMb: 512,
          requests: 3,
          billedMs: 20 + 302 + 4,
        },
        service: 'acado-worker-b',
        function: storeOrders,
        meter: 'lambda',
        resource: storeOrders,
      },
      expect.objectContaining({ line: expect.objectContaining({ memoryMb: 1024, billedMs: 7 }) }),
    ]);
  });

  it('names the request whose line has no duration', () => {
    expect(() => linesOf({}, [reportOf({ requestId: '2f1c' })])).toThrow('request 2f1c');
  });

  it('bills SQS by chunks, to the function or, when a service calls, to the owner of the queue', () => {
    const lines = linesOf({
      calls: [
        calls({ requests: 3, chunks: 5 }),
        calls({ operation: 'SendMessage', caller: 'events.amazonaws.com', requests: 7 }),
        calls({ caller: 'operator' }),
      ],
    });

    expect(lines).toEqual([
      {
        line: { meter: 'sqs-requests', region, type: 'standard', requests: 5 },
        service: 'acado-worker-b',
        function: storeOrders,
        meter: 'sqs-requests',
        resource: queue,
      },
      {
        line: { meter: 'sqs-requests', region, type: 'standard', requests: 7 },
        service: 'acado-worker-b',
        meter: 'sqs-requests',
        resource: queue,
      },
    ]);
  });

  it('bills no call that was refused', () => {
    const [sent] = linesOf({ calls: [calls({ requests: 3, failed: 1 })] });

    expect(sent!.line).toMatchObject({ requests: 2 });
  });

  it('bills HTTP APIs by 512 KB, REST APIs by request, and logs by who writes', () => {
    const lines = linesOf({
      apis: [
        { api: 'acado-ingest-a-local', type: 'HTTP', requests: 10, units512Kb: 12 },
        { api: 'acado-baseline-local', type: 'REST', requests: 10, units512Kb: 12 },
      ],
      logs: [{ logGroup: `/aws/lambda/${storeOrders}`, bytes: 900 }],
    });

    expect(lines.map(({ line, service }) => ({ service, ...line }))).toEqual([
      { service: 'acado-ingest-a', meter: 'http-api', region, requests: 12 },
      { service: 'acado-baseline', meter: 'rest-api', region, requests: 10 },
      { service: 'acado-worker-b', meter: 'cloudwatch-logs', region, writer: 'lambda', bytes: 900 },
    ]);
    expect(() => priceUsage(lines.map(({ line }) => line))).not.toThrow();
  });
});

describe('callLine', () => {
  it.each([
    [{ service: 'events', operation: 'PutEvents', chunks: 4 }, { events: 4 }],
    [
      { service: 'dynamodb', operation: 'BatchWriteItem', writeUnits: 25 },
      { readRequestUnits: 0, writeRequestUnits: 25 },
    ],
    [{ service: 's3', operation: 'PutObject', requests: 2 }, { puts: 2 }],
    [{ service: 's3', operation: 'ListObjectsV2', requests: 2 }, { puts: 2 }],
    [{ service: 's3', operation: 'HeadObject', requests: 2 }, { gets: 2 }],
    [{ service: 'sns', operation: 'Publish', chunks: 2 }, { publishes: 2 }],
    [{ resource: 'orders.fifo' }, { type: 'fifo', requests: 1 }],
  ])('%o', (counted, expected) => {
    expect(callLine(calls(counted), region)).toMatchObject(expected);
  });

  it.each([
    { service: 's3', operation: 'DeleteObject' },
    { service: 'lambda', operation: 'Invoke' },
    { service: 'dynamodb', operation: 'DescribeTable' },
    { service: 'events', operation: 'ListRules' },
  ])('bills nothing for %o', (counted) => {
    expect(callLine(calls(counted), region)).toBeUndefined();
  });
});

describe('metricLines', () => {
  it('counts the series of each service and function', () => {
    const series = (name: string, dimensions: Record<string, string>) => ({
      namespace: 'Acado/Cost',
      name,
      dimensions,
    });
    const lines = metricLines(
      usage({
        metrics: [
          series('EstimatedCost', { service: 'acado-worker-b', function: 'storeOrders' }),
          series('BilledDuration', { service: 'acado-worker-b', function: 'storeOrders' }),
          series('Orders', { service: 'acado-ingest-a' }),
        ],
      }),
      region,
    );

    expect(lines.map(({ service, function: name, line }) => ({ service, name, line }))).toEqual([
      {
        service: 'acado-worker-b',
        name: 'storeOrders',
        line: { meter: 'cloudwatch-metrics', region, metrics: 2 },
      },
      {
        service: 'acado-ingest-a',
        name: undefined,
        line: { meter: 'cloudwatch-metrics', region, metrics: 1 },
      },
    ]);
  });
});
