import { z } from 'zod';

const count = z.int().min(0);
/** DynamoDB's units come in halves. */
const units = z.number().min(0).optional();

const callSchema = z.object({
  service: z.enum(['dynamodb', 'events', 'lambda', 's3', 'sns', 'sqs']),
  operation: z.string(),
  resource: z.string(),
  caller: z.string(),
  requests: count,
  failed: count,
  empty: count.optional(),
  chunks: count.optional(),
  readUnits: units,
  writeUnits: units,
  bytesIn: count.optional(),
  bytesOut: count.optional(),
});

const apiSchema = z.object({
  api: z.string(),
  type: z.enum(['HTTP', 'REST']),
  requests: count,
  rejected: count,
  units512Kb: count,
});

const logSchema = z.object({ logGroup: z.string(), events: count, bytes: count });

const machineSchema = z.object({ stateMachine: z.string(), executions: count, transitions: count });

const metricSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  dimensions: z.record(z.string(), z.string()),
});

/**
 * Reads a snapshot that was kept as JSON.
 * @throws ZodError
 * @example
 * const usage = usageSnapshotSchema.parse(await (await fetch(`${endpoint}/_local/usage`)).json());
 */
export const usageSnapshotSchema = z.object({
  since: z.iso.datetime(),
  calls: z.array(callSchema),
  apis: z.array(apiSchema),
  logs: z.array(logSchema),
  metrics: z.array(metricSchema),
  stateMachines: z.array(machineSchema).optional(),
});

/** Calls of one operation on one resource by one caller. */
export type CallUsage = {
  service: 'dynamodb' | 'events' | 'lambda' | 's3' | 'sns' | 'sqs';
  /** AWS's name of it; `InvokeAsync` is an Invoke of type `Event`. */
  operation: string;
  /** Name of the table, queue, bucket, bus, topic or function; empty when the operation has none. */
  resource: string;
  /**
   * Name of the function that called, or that an event source mapping polls for. `events.amazonaws.com`,
   * `lambda.amazonaws.com` and `cloudwatch.amazonaws.com` deliver; `operator` is whoever has keys that the cloud did
   * not issue.
   */
  caller: string;
  /** Failed and empty ones included. */
  requests: number;
  /** Answered with an error. */
  failed: number;
  /** SQS: receives that brought nothing. */
  empty?: number;
  /** What SQS, EventBridge and SNS bill: 64 KB chunks. What Lambda bills for an asynchronous call, by its size. */
  chunks?: number;
  /** DynamoDB; halves are possible. */
  readUnits?: number;
  writeUnits?: number;
  /** S3: bytes of objects, uploaded and downloaded. */
  bytesIn?: number;
  bytesOut?: number;
};

export type ApiUsage = {
  /** Name of the API. */
  api: string;
  type: 'HTTP' | 'REST';
  /** Billed ones. */
  requests: number;
  /** Throttled or refused by the authorizer: not billed. */
  rejected: number;
  /** What an HTTP API bills: 512 KB of request body each, at least one a request. A REST API has one a request. */
  units512Kb: number;
};

export type LogUsage = {
  logGroup: string;
  events: number;
  /** UTF-8 bytes of the messages, and 26 an event. */
  bytes: number;
};

/** A custom metric series: one that CloudWatch bills. */
export type MetricUsage = { namespace: string; name: string; dimensions: Record<string, string> };

export type MachineUsage = {
  /** Name of the state machine. */
  stateMachine: string;
  /** Started ones. */
  executions: number;
  /** What AWS bills: states that were entered, and retries of tasks. */
  transitions: number;
};

/** What AWS would bill for what happened since the start of the cloud or the last reset. */
export type UsageSnapshot = {
  /** ISO 8601. */
  since: string;
  calls: CallUsage[];
  apis: ApiUsage[];
  logs: LogUsage[];
  metrics: MetricUsage[];
  /** Only when an execution was started. */
  stateMachines?: MachineUsage[];
};
