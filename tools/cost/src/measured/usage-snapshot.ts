/** What the local cloud counted, as far as it costs anything; see `UsageSnapshot` of `@acado/local-cloud`. */
export interface CountedUsage {
  calls: readonly CountedCalls[];
  apis: readonly { api: string; type: 'HTTP' | 'REST'; requests: number; units512Kb: number }[];
  logs: readonly { logGroup: string; bytes: number }[];
  metrics: readonly {
    namespace: string;
    name: string;
    dimensions: Readonly<Record<string, string>>;
  }[];
}

/** Calls of one operation by one caller. */
export interface CountedCalls {
  service: string;
  operation: string;
  /** Table, queue, bucket, bus or function. */
  resource: string;
  /** A function, `events.amazonaws.com`, or `operator`. */
  caller: string;
  requests: number;
  /** Of the requests. */
  failed?: number | undefined;
  /** Of the requests: receives that brought nothing. */
  empty?: number | undefined;
  chunks?: number | undefined;
  readUnits?: number | undefined;
  writeUnits?: number | undefined;
}

/** Who calls with keys that the cloud did not issue: whoever drives the workload. */
export const OPERATOR = 'operator';
