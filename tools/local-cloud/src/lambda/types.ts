import { type RequestListener } from 'node:http';
import { type AwsApi } from '../aws-api.ts';

export type FunctionDefinition = {
  functionName: string;
  description?: string;
  /** e.g. `nodejs24.x`; only Node.js runtimes run here. */
  runtime: string;
  handler: string;
  architecture: 'arm64' | 'x86_64';
  memorySizeMB: number;
  timeoutS: number;
  ephemeralStorageMB: number;
  environment: Record<string, string>;
  roleArn: string;
  /** Path of the zip that `sls package` made. */
  codeZip: string;
  /** `undefined`: the account's unreserved pool. */
  reservedConcurrency?: number;
  logGroupName: string;
  /** DeadLetterConfig.TargetArn: a queue or topic for events whose retries ran out. */
  deadLetterArn?: string;
  tags?: Record<string, string>;
};

/** AWS::Lambda::EventInvokeConfig. */
export type AsyncInvokeConfig = {
  functionName: string;
  /** 0 to 2. */
  maximumRetryAttempts: number;
  maximumEventAgeS: number;
  /** ARN of a queue, function or bus. */
  onFailureArn?: string;
  onSuccessArn?: string;
};

/** AWS::Lambda::EventSourceMapping on an SQS queue. */
export type EventSourceMapping = {
  uuid: string;
  functionName: string;
  queueArn: string;
  enabled: boolean;
  batchSize: number;
  maximumBatchingWindowS: number;
  /** Parsed `FilterCriteria.Filters[].Pattern`; empty means everything. */
  filterPatterns: unknown[];
  reportBatchItemFailures: boolean;
  /** ScalingConfig.MaximumConcurrency, 2 to 1,000. */
  maximumConcurrency?: number;
};

export type InvocationResult = {
  payload: Buffer;
  /** Set when the function failed; the payload then holds `{ errorType, errorMessage, … }`. */
  functionError?: 'Unhandled';
  executedVersion: string;
  /** The last 4 KB of the invocation's log. */
  logTail: string;
  /** Of the REPORT line. */
  report: InvocationReport;
};

export type InvocationReport = {
  requestId: string;
  durationMs: number;
  /** Rounded up, initialisation included. */
  billedDurationMs: number;
  memorySizeMB: number;
  maxMemoryUsedMB: number;
  /** Only on a cold start. */
  initDurationMs?: number;
  /** Set when the sandbox, not the handler, ended the invocation. */
  status?: 'timeout' | 'error';
  /** With `status: 'error'`, e.g. `Runtime.ExitError`. */
  errorType?: string;
};

/** How a destination of another kind than a function wraps what it is sent. */
export type DestinationEvent = {
  /** For an event bus. */
  source: string;
  detailType: string;
  resources: string[];
  /** For a queue or topic that serves as a dead-letter queue. */
  messageAttributes?: Record<string, string>;
};

/** Sends a payload to a queue, topic, function or event bus; rejects when it can't be taken now. */
export type DeliverToDestination = (
  arn: string,
  payload: string,
  event: DestinationEvent,
) => Promise<void>;

export type Lambda = {
  /** Creates or replaces; running environments of an older code or configuration finish their invocation and end. */
  putFunction(definition: FunctionDefinition): Promise<void>;
  /** What is under way finishes. */
  removeFunction(functionName: string): void;
  /** Of what the function is now: its number. */
  publishVersion(functionName: string, description?: string): string;
  /** Creates an alias or has it stand for another version. */
  putAlias(functionName: string, name: string, version: string, description?: string): void;
  putAsyncConfig(config: AsyncInvokeConfig): void;
  putEventSourceMapping(mapping: EventSourceMapping): Promise<void>;
  removeEventSourceMapping(uuid: string): Promise<void>;
  /** The name of the function that an event source mapping feeds. */
  functionOfMapping(uuid: string): string | undefined;
  /** RequestResponse. Rejects with AwsError (`ResourceNotFoundException`, `TooManyRequestsException` 429, …). */
  invoke(functionName: string, payload: Uint8Array): Promise<InvocationResult>;
  /** Event: resolves once the event is on disk; retries and destinations follow the function's async config. */
  invokeAsync(functionName: string, payload: Uint8Array): Promise<void>;
  /** Control and data plane: ListFunctions, GetFunction, GetFunctionConfiguration, Invoke, ListEventSourceMappings, … */
  api: AwsApi;
  /** Serves the packages that GetFunction links to. */
  codePage: RequestListener;
  /** Ends every child process within about a second. */
  stop(): Promise<void>;
};
