import { CommandError } from '@acado/command-line';
import * as z from 'zod';

const amount = z.number().nonnegative();

/** A mean over the runs, and its standard error. */
const measured = z.strictObject({ mean: amount, standardError: amount });

/** Items of the price book that a function's calls are billed as. */
export const CALL_ITEMS = [
  'sqs.requests.standard',
  'sqs.requests.fifo',
  'sns.publishes.standard',
  'eventbridge.custom-events',
  'dynamodb.write-request-units',
  'dynamodb.read-request-units',
  's3.put.STANDARD',
  's3.get.STANDARD',
] as const;

const callSchema = z.strictObject({
  item: z.enum(CALL_ITEMS),
  /** Table, queue, bucket, bus or topic. */
  resource: z.string(),
  /** What it grows with: a row is written for each event, an archive object for each invocation. */
  per: z.enum(['event', 'invocation']),
  /** Billed units. */
  count: measured,
});

const functionSchema = z.strictObject({
  /** SHA-256 of the bundle that ran. */
  code: z.string(),
  memoryMb: z.int(),
  architecture: z.enum(['x86_64', 'arm64']),
  invocationsPerEvent: measured,
  /** Of an invocation without a cold start, in ms. */
  billedMs: measured.extend({ p5: amount, p50: amount, p95: amount }),
  /** Share of the invocations, and what one adds to the billed ms. */
  coldStarts: z.strictObject({ share: measured, extraMs: measured }),
  /** Log bytes taken in, by invocation. */
  logBytes: measured,
  /** Of an HTTP API: 512 KB units of a request. */
  unitsPerRequest: measured.optional(),
  /** Messages of an invocation, and the most that its queue could have handed over. */
  batch: z.strictObject({ size: z.int(), messages: measured }).optional(),
  calls: z.array(callSchema),
});

const queueSchema = z.strictObject({
  /** Messages for each business event. */
  messagesPerEvent: measured,
  /** How the messages come about, when a rule sends them. */
  rule: z
    .strictObject({
      pattern: z.unknown(),
      /** Entries that the bus takes, for each business event. */
      entriesPerEvent: measured,
      /** Share of the entries that the pattern matches. */
      matchRate: measured,
      /** Billed requests to send one message. */
      requestsPerMessage: measured,
    })
    .optional(),
  messagesPerReceive: measured,
  requestsPerReceive: measured,
  messagesPerDelete: measured,
  /** Share of the tries of a message that fail, and of the messages that end in the dead-letter queue. */
  retryRate: measured,
  deadLetterRate: measured,
});

/** What only measuring tells of a service. */
export const usageFileSchema = z.strictObject({
  service: z.string(),
  /** What the business counts: an order, a request. */
  event: z.string(),
  measured: z.strictObject({
    at: z.iso.datetime(),
    machine: z.string(),
    /** Load of the machine by others, by core; over a half durations come out too long. */
    load: amount,
    command: z.string(),
    workload: z.string(),
    runs: z.int().min(2),
    eventsPerRun: z.int().min(1),
  }),
  functions: z.record(z.string(), functionSchema),
  /** By logical id. */
  queues: z.record(z.string(), queueSchema),
  /** Custom metrics that were seen, each a series of its own. */
  metrics: z.array(
    z.strictObject({ namespace: z.string(), function: z.string().optional(), series: z.int() }),
  ),
});

export type UsageFile = z.output<typeof usageFileSchema>;
export type FunctionUsage = UsageFile['functions'][string];
export type QueueUsage = UsageFile['queues'][string];
export type Measured = z.output<typeof measured>;
export type CallItem = (typeof CALL_ITEMS)[number];

/** Where a service keeps it. */
export const USAGE_FILE = 'usage.json';

/** The command that writes it. */
export const measureCommand = (service: string): string => `npm run measure -- ${service}`;

/**
 * Reads a usage file.
 *
 * @param text Of the file; `undefined` when there is none.
 * @param file Path, for messages.
 * @throws {CommandError} naming the file, the field, and the command that measures it.
 */
export function parseUsageFile(text: string | undefined, file: string, service: string): UsageFile {
  const advice = `Measure it: ${measureCommand(service)}`;
  if (text === undefined)
    throw new CommandError(`${service} has no measured usage: ${file} is missing. ${advice}`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${(error as Error).message}. ${advice}`);
  }
  const { success, data, error } = usageFileSchema.safeParse(content);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new CommandError(`${file} is no usage file:\n${problems.join('\n')}\n${advice}`);
}

/** A usage file as it is written: a line for each measured value, so that a difference shows which changed. */
export const usageFileText = (usage: UsageFile): string =>
  `${JSON.stringify(usageFileSchema.parse(usage), null, 2)
    .replace(/\{\s+("mean": [^{}]*?)\s+\}/g, (_, fields: string) => `{ ${inOneLine(fields)} }`)
    .replace(/\[\s+("[^[\]{}]*?")\s+\]/g, (_, items: string) => `[${inOneLine(items)}]`)}\n`;

const inOneLine = (json: string): string => json.replace(/\n\s*/g, ' ');
