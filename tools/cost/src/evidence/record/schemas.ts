import { type UsageSnapshot, usageSnapshotSchema } from '@acado/local-cloud';
import * as z from 'zod';

const count = z.int().nonnegative();
const bytes = count;

/** What was run, where and when; `run.json`. */
export const runSchema = z.strictObject({
  format: z.literal(1),
  startedAt: z.iso.datetime(),
  /** Revision of the repository, with `+` when it was changed; absent outside of one. */
  revision: z.string().optional(),
  machine: z.strictObject({
    processor: z.string(),
    cores: count,
    memoryGb: z.number(),
    node: z.string(),
    system: z.string(),
    /** Cores that other programs used right before the first run. */
    coresInUse: z.number().nonnegative(),
  }),
  seed: z.int(),
  orders: count,
  warmUpOrders: count,
  ordersPerSecond: z.number().positive(),
  region: z.string(),
  /** Prices are given after the monthly free tier. */
  freeTier: z.boolean(),
  /** Names of the runs, in the order in which they were made. */
  runs: z.array(z.string()),
});
export type Run = z.infer<typeof runSchema>;

/** What was deployed, read from the templates; `configuration.json`. */
export const configurationSchema = z.strictObject({
  services: z.array(z.string()),
  functions: z.array(
    z.strictObject({
      service: z.string(),
      name: z.string(),
      architecture: z.enum(['x86_64', 'arm64']),
      memoryMb: count,
    }),
  ),
  queues: z.array(
    z.strictObject({
      service: z.string(),
      functionName: z.string(),
      batchSize: count,
      windowSeconds: count,
      maximumConcurrency: count.optional(),
    }),
  ),
  alarms: count,
  /** What the run's settings changed in the templates. */
  changes: z.array(
    z.strictObject({
      service: z.string(),
      path: z.string(),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
    }),
  ),
});
export type Configuration = z.infer<typeof configurationSchema>;

/** A REPORT line; `reports.ndjson.gz`. */
export const reportLineSchema = z.strictObject({
  functionName: z.string(),
  /** Before the orders that count: while environments started and code was compiled. */
  warmUp: z.literal(true).optional(),
  line: z.string(),
});
export type ReportLine = z.infer<typeof reportLineSchema>;

/** What was counted while the orders went through; `usage.json`. */
export const usageSchema = usageSnapshotSchema;
export type UsageRecord = UsageSnapshot;

/** One order's way; `orders.ndjson.gz`. */
export const orderTimesSchema = z.strictObject({
  /** Position among the orders of the seed. */
  order: count,
  status: count,
  /** From the moment the order was due until its answer was read. */
  answerMs: z.number(),
  /** From the same moment until its row, its receipt and its archived event were there. */
  processedMs: z.number(),
});
export type OrderTimes = z.infer<typeof orderTimesSchema>;

/** What was found after the orders had gone through; `outcome.json`. */
export const outcomeSchema = z.strictObject({
  orders: count,
  accepted: count,
  rows: count,
  receipts: count,
  archiveLines: count,
  /** Orders with at least one archive line. */
  archivedOrders: count,
  deadLetters: count,
  /** Over the SHA-256 of each order's receipt, in the order of the seed. */
  receiptsSha256: z.string(),
  /** What is kept from now on, of the orders of the warm-up too. */
  kept: z.strictObject({
    orders: count,
    tableBytes: bytes,
    objects: count,
    objectBytes: bytes,
  }),
});
export type Outcome = z.infer<typeof outcomeSchema>;
