import type { Place } from './place.ts';

/** A stage of an API. */
export interface Stage {
  name: string;
  place: Place;
  /** The cache cluster is on, in GB. */
  cacheGb?: string;
  isCanary: boolean;
  /** Shown to backends. */
  clientCertificate: boolean;
  tracing: boolean;
  accessLog?: AccessLog;
  /** The ARN of a web ACL in front of it. */
  webAcl?: string;
  methodSettings: MethodSettings[];
}

export interface AccessLog {
  place: Place;
  destination: string;
  format: string;
}

/** Settings of a stage for one method, or for all of them. */
export interface MethodSettings {
  /** `*` for all. */
  method: string;
  /** `*` for all. */
  path: string;
  place: Place;
  caches: boolean;
  /** Execution logs: `OFF`, `ERROR`, `INFO`, or that they hold whole requests. */
  executionLog: string;
  rateLimit?: number;
  burstLimit?: number;
}
