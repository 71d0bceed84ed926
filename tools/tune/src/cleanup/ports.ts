import type { Architecture, Candidate } from '@acado/tuning';

/** A version of a function, or `$LATEST`. */
export interface Configuration extends Candidate {
  version: string;
  description: string;
  revisionId: string;
  /** An update is in progress. */
  isChanging: boolean;
}

/** Lambda, as far as cleaning up needs it. Changes fail where the revision is another one. */
export interface Functions {
  /** @returns The unqualified ARN too; `undefined` when there is no such function. */
  find: (nameOrArn: string) => Promise<string | undefined>;
  latest: (functionArn: string) => Promise<Configuration>;
  /** All but `$LATEST`. */
  versions: (functionArn: string) => Promise<Configuration[]>;
  configure: (
    functionArn: string,
    to: { memoryMb: number; description: string; revisionId: string },
  ) => Promise<void>;
  /** The same code on another architecture. */
  changeArchitecture: (
    functionArn: string,
    to: { architecture: Architecture; revisionId: string },
  ) => Promise<void>;
  deleteVersion: (functionArn: string, version: string) => Promise<void>;
}

/** What the tuner noted of a function when a run took it. */
export interface Lock {
  runId: string;
  executionArn: string;
  /** Absent if the run did not come so far as to change anything. */
  original?: (Candidate & { description: string }) | undefined;
}

/** The tuner's table, as long as it is there. */
export interface Locks {
  find: (functionArn: string) => Promise<Lock | undefined>;
  remove: (functionArn: string, runId: string) => Promise<void>;
}

/** Step Functions. */
export interface Executions {
  isRunning: (executionArn: string) => Promise<boolean>;
}

export interface Ports {
  functions: Functions;
  locks: Locks;
  executions: Executions;
}
