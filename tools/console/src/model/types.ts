import type { Outputs } from '../outputs.ts';

/** What is deployed, as the control planes describe it. Queues, functions, tables and buckets go by their names. */
export type Deployed = {
  region: string;
  services: Outputs['services'];
  functions: { name: string; memoryMb: number; architecture: 'arm64' | 'x86_64' }[];
  /** Which function reads which queue. */
  mappings: { queue: string; functionName: string }[];
  /** Rules with queues as their targets. */
  rules: { bus: string; name: string; queue: string; deadLetterQueue?: string }[];
  queues: { name: string; url: string; deadLetterQueue?: string }[];
  tables: string[];
  buckets: string[];
};

export type NodeKind = 'client' | 'function' | 'queue' | 'bus' | 'table' | 'bucket';

export type PipelineNode = {
  /** `kind/resource`. */
  id: string;
  kind: NodeKind;
  /** What people call it. */
  name: string;
  /** Its physical name. */
  resource: string;
  service: string;
  /** How many steps it is from the client. */
  rank: number;
  /** The consumer that it belongs to; absent up to the bus. */
  lane?: number;
  /** Where its messages end that nobody could handle. */
  deadLetterQueues: string[];
};

/** The way of an order, as what is deployed describes it. */
export type Pipeline = {
  nodes: PipelineNode[];
  edges: { from: string; to: string }[];
  /** Consumers of the bus. */
  lanes: number;
};

/** What is going on at a node. Counts are of the last hour, a bucket's of the time since the cloud started. */
export type Figures = {
  perSecond: number;
  total: number;
  /** Queues. */
  waiting?: number;
  inFlight?: number;
  deadLetters?: number;
  /** Functions. */
  errors?: number;
  throttles?: number;
  /** The client: requests that were answered with 4xx; they are in the total, not in the rate. */
  refused?: number;
};

/** All that the live part of the page shows. */
export type State = {
  pipeline: Pipeline;
  figures: Record<string, Figures>;
  costs: {
    /** USD; absent until an order went all the way. */
    perOrder?: number;
    /** USD of all functions in the last hour. */
    lastHour: number;
  };
  deadLetters: { queue: string; depth: number }[];
  functions: { name: string; service: string; key: string }[];
  /** Changes when there are new invocations to ask for. */
  invocations: number;
};
