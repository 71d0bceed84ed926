import type { Evidence } from '../record/record.ts';
import type { OrderTimes, Outcome, ReportLine, Run, UsageRecord } from '../record/schemas.ts';
import type { Recording } from '../run/run-variant.ts';
import { SERVICES } from '../run/system.ts';
import { variantOf } from '../variants.ts';

const ORDERS = 10;

export const aRun = (overrides: Partial<Run> = {}): Run => ({
  format: 1,
  startedAt: '2026-11-20T10:00:00.000Z',
  revision: '0123456789ab',
  machine: {
    processor: 'a processor',
    cores: 2,
    memoryGb: 8,
    node: 'v24.0.0',
    system: 'linux 6',
    coresInUse: 0.1,
  },
  seed: 1,
  orders: ORDERS,
  warmUpOrders: 5,
  ordersPerSecond: 40,
  region: 'us-east-1',
  freeTier: false,
  runs: ['V0', 'V7'],
  ...overrides,
});

/** REPORT lines of one function. */
export const reports = (
  functionName: string,
  memoryMb: number,
  billedMs: readonly number[],
  cold: { initMs?: number; warmUp?: true } = {},
): ReportLine[] =>
  billedMs.map((billed, index) => {
    const init = cold.initMs === undefined ? '' : `\tInit Duration: ${cold.initMs}.00 ms`;
    return {
      functionName,
      ...(cold.warmUp && { warmUp: true as const }),
      line: `REPORT RequestId: ${functionName}-${index}\tDuration: ${billed}.00 ms\tBilled Duration: ${billed} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: 90 MB${init}`,
    };
  });

export const aUsage = (overrides: Partial<UsageRecord> = {}): UsageRecord => ({
  since: '2026-11-20T10:00:05.000Z',
  calls: [],
  apis: [],
  logs: [],
  metrics: [],
  ...overrides,
});

export const anOutcome = (overrides: Partial<Outcome> = {}): Outcome => ({
  orders: ORDERS,
  accepted: ORDERS,
  rows: ORDERS,
  receipts: ORDERS,
  archiveLines: ORDERS,
  archivedOrders: ORDERS,
  deadLetters: 0,
  receiptsSha256: 'f00d',
  kept: { orders: 15, tableBytes: 7500, objects: 30, objectBytes: 45_000 },
  ...overrides,
});

const times = (answerMs: number, processedMs: number): OrderTimes[] =>
  Array.from({ length: ORDERS }, (_, order) => ({
    order,
    status: 201,
    answerMs: answerMs + order,
    processedMs: processedMs + order,
  }));

const aRecording = (name: string, overrides: Partial<Recording>): Recording => ({
  configuration: {
    services: [...SERVICES[variantOf(name).architecture]],
    functions: [],
    queues: [],
    alarms: 4,
    changes: [],
  },
  reports: [],
  usage: aUsage(),
  times: times(30, 30),
  outcome: anOutcome(),
  ...overrides,
});

const PLACE_ORDER = 'acado-baseline-local-placeOrder';
const PLACE_ORDERS = 'acado-ingest-a-local-placeOrders';
const PUBLISH_ORDERS = 'acado-ingest-a-local-publishOrders';

/** A baseline of one function and two objects per order. */
export const aBaseline = (overrides: Partial<Recording> = {}): Recording =>
  aRecording('V0', {
    configuration: {
      services: ['baseline'],
      functions: [
        { service: 'baseline', name: PLACE_ORDER, architecture: 'x86_64', memoryMb: 1024 },
      ],
      queues: [],
      alarms: 4,
      changes: [],
    },
    reports: [
      ...reports(PLACE_ORDER, 1024, [100], { initMs: 80, warmUp: true }),
      ...reports(PLACE_ORDER, 1024, [8, 9, 10, 11, 12, 8, 9, 10, 11, 12]),
    ],
    usage: aUsage({
      apis: [
        {
          api: 'local-acado-baseline',
          type: 'REST',
          requests: 10,
          rejected: 0,
          units512Kb: 10,
        },
      ],
      calls: [
        {
          service: 's3',
          operation: 'PutObject',
          resource: 'acado-baseline-local-receipts-000000000000',
          caller: PLACE_ORDER,
          requests: 20,
          failed: 0,
        },
        {
          service: 's3',
          operation: 'GetObject',
          resource: 'acado-baseline-local-receipts-000000000000',
          caller: 'operator',
          requests: 1000,
          failed: 0,
        },
      ],
    }),
    ...overrides,
  });

/** A pipeline of two functions and a queue between them, with a table of receipts. */
export const aPipeline = (overrides: Partial<Recording> = {}): Recording =>
  aRecording('V7', {
    configuration: {
      services: ['ingest-a', 'worker-b', 'worker-c', 's3-archiver'],
      functions: [
        { service: 'ingest-a', name: PLACE_ORDERS, architecture: 'arm64', memoryMb: 512 },
        { service: 'ingest-a', name: PUBLISH_ORDERS, architecture: 'arm64', memoryMb: 512 },
      ],
      queues: [
        { service: 'ingest-a', functionName: PUBLISH_ORDERS, batchSize: 1000, windowSeconds: 1 },
      ],
      alarms: 8,
      changes: [],
    },
    reports: [
      ...reports(PLACE_ORDERS, 512, [4, 4, 4, 4, 4, 4, 4, 4, 4, 4]),
      ...reports(PUBLISH_ORDERS, 512, [20, 20]),
    ],
    usage: aUsage({
      apis: [
        { api: 'acado-ingest-a-local', type: 'HTTP', requests: 10, rejected: 0, units512Kb: 10 },
      ],
      calls: [
        {
          service: 'sqs',
          operation: 'SendMessageBatch',
          resource: 'acado-ingest-a-local-inbox',
          caller: PLACE_ORDERS,
          requests: 10,
          failed: 0,
          chunks: 10,
        },
        {
          service: 'sqs',
          operation: 'ReceiveMessage',
          resource: 'acado-ingest-a-local-inbox',
          caller: PUBLISH_ORDERS,
          requests: 7,
          failed: 0,
          empty: 5,
          chunks: 7,
        },
        {
          service: 'dynamodb',
          operation: 'BatchWriteItem',
          resource: 'acado-worker-c-local-receipts',
          caller: 'acado-worker-c-local-renderReceipts',
          requests: 2,
          failed: 0,
          writeUnits: 10,
        },
      ],
      metrics: [
        { namespace: 'Acado/Cost', name: 'EstimatedCost', dimensions: { service: 'ingest-a' } },
      ],
    }),
    times: times(5, 1500),
    ...overrides,
  });

export const anEvidence = (overrides: Partial<Record<'V0' | 'V7', Recording>> = {}): Evidence => ({
  run: aRun(),
  recordings: new Map([
    ['V0', overrides.V0 ?? aBaseline()],
    ['V7', overrides.V7 ?? aPipeline()],
  ]),
});
