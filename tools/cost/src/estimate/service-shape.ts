/** What starts a function. */
export type Trigger =
  | { type: 'api'; api: ApiShape }
  | { type: 'queue'; queue: QueueShape; mapping: MappingShape }
  /** Another function, a schedule, or anything else whose rate only measuring tells. */
  | { type: 'other' };

export interface ApiShape {
  logicalId: string;
  name: string;
  type: 'http' | 'rest';
}

export interface QueueShape {
  logicalId: string;
  name: string;
  type: 'standard' | 'fifo';
  /** Tries of a message before it goes to the dead-letter queue; `undefined` without one. */
  maxReceiveCount: number | undefined;
  /** Name of the dead-letter queue. */
  deadLetterQueue: string | undefined;
  /** The rule that fills it from an event bus; `undefined` when functions send to it. */
  rule: { logicalId: string; bus: string; pattern: unknown } | undefined;
}

export interface MappingShape {
  batchSize: number;
  windowSeconds: number;
  /** Only the messages that failed come again, not their whole batch. */
  partialResponses: boolean;
}

export interface FunctionShape {
  /** Its key in serverless.yml. */
  key: string;
  logicalId: string;
  /** Its physical name. */
  name: string;
  memoryMb: number;
  architecture: 'x86_64' | 'arm64';
  ephemeralStorageMb: number;
  /** Environments kept ready; 0 for none. */
  provisionedConcurrency: number;
  /** `undefined`: its logs are kept for ever. */
  logRetentionDays: number | undefined;
  trigger: Trigger;
}

export interface AlarmShape {
  logicalId: string;
  type: 'standard' | 'high-resolution' | 'composite' | 'anomaly-detection';
  /** Metrics that it watches: each is billed. */
  metrics: number;
  /** Logical ids of what it watches. */
  watches: string[];
}

/** What the compiled template says that costs money. */
export interface ServiceShape {
  name: string;
  stage: string;
  apis: ApiShape[];
  functions: FunctionShape[];
  alarms: AlarmShape[];
  /** Tables on demand, whose units are billed. */
  tables: { logicalId: string; billingMode: string }[];
  /** Resources that cost money and have no meter here. */
  unpriced: { logicalId: string; type: string }[];
}
