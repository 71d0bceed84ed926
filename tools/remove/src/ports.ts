/** A stack of CloudFormation. */
export interface Stack {
  name: string;
  id: string;
  status: string;
  /** AWS refuses to delete it. */
  isProtected: boolean;
  tags: Record<string, string>;
}

/** What a stack consists of. */
export interface StackResource {
  logicalId: string;
  /** Such as `AWS::S3::Bucket`. */
  type: string;
  /** Its name, of a queue its URL; `undefined` while there is none. */
  physicalId: string | undefined;
  status: string;
  /** It stays when the stack goes. */
  isRetained: boolean;
}

export interface StackEvent {
  id: string;
  logicalId: string;
  type: string;
  status: string;
  reason: string | undefined;
}

/** CloudFormation. */
export interface Stacks {
  /** Those that are there, whatever their state, and have such a name. */
  list(isOurs: (name: string) => boolean): Promise<Stack[]>;
  resourcesOf(name: string): Promise<StackResource[]>;
  delete(name: string): Promise<void>;
  /** By id, since a deleted stack has no name; `undefined` when nobody remembers it. */
  statusOf(id: string): Promise<string | undefined>;
  /** The latest first. */
  eventsOf(id: string): Promise<StackEvent[]>;
}

/** How much is in something. */
export interface Contents {
  count: number;
  bytes?: number;
  /** There are more; counting stopped. */
  isMore?: boolean;
}

/** Buckets, tables, queues and log groups. `undefined` is what is not there. */
export interface Data {
  bucket(name: string): Promise<Contents | undefined>;
  /** As DynamoDB knew up to six hours ago. */
  table(name: string): Promise<Contents | undefined>;
  queue(url: string): Promise<Contents | undefined>;
  /** Deletes everything in a bucket, versions and unfinished uploads too, or until it is interrupted; how many objects that were. */
  empty(bucket: string, signal: AbortSignal): Promise<number>;
}

/** What is there without a stack. */
export interface Leftover {
  kind: 'bucket' | 'table' | 'log group';
  name: string;
  bytes?: number;
  /** What its tag `Stage` says. */
  stage?: string;
}

export interface Leftovers {
  /** Those whose names begin so. */
  find(prefixes: readonly string[]): Promise<Leftover[]>;
  /** Whether it is gone: an interruption may leave a bucket that is not empty yet. */
  remove(leftover: Leftover, signal: AbortSignal): Promise<boolean>;
}

/** AWS, as a removal sees it. */
export interface Cloud {
  stacks: Stacks;
  data: Data;
  leftovers: Leftovers;
}
