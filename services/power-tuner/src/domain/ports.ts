import type {
  Architecture,
  Candidate,
  CandidateFailure,
  FunctionInput,
  Sample,
} from '@acado/tuning';
import type { Run, TunedFunction } from './run.ts';

/** What Lambda says of a function, or of one of its versions. */
export interface Configuration extends Candidate {
  version: string;
  description: string;
  codeSha256: string;
  revisionId: string;
  packageType: 'Zip' | 'Image';
  /** `changing`: not to be invoked or changed now; `failed`: the last change was not made. */
  status: 'ready' | 'changing' | 'failed';
  statusReason: string;
  /** Everything else that makes invocations differ, as text by name; for comparing only, it may hold secrets. */
  settings: Record<string, string>;
}

export type Version = Pick<Configuration, 'version' | 'description' | 'memoryMb' | 'architecture'>;

/**
 * Lambda, as far as functions are looked at and changed. Changes fail with `FunctionBusy` where the revision is another
 * or an update is in progress, and with `Refused` where Lambda will not have the value.
 */
export interface Functions {
  configuration: (functionArn: string, version?: string) => Promise<Configuration>;
  /** Concurrent invocations reserved for the function, where there are. */
  reservedConcurrency: (functionArn: string) => Promise<number | undefined>;
  configure: (
    functionArn: string,
    change: { memoryMb: number; description: string; revisionId: string },
  ) => Promise<void>;
  /** The same code on another architecture. */
  changeArchitecture: (
    functionArn: string,
    change: { architecture: Architecture; revisionId: string },
  ) => Promise<void>;
  /** Returns the version's number; the last one's where nothing has changed since. */
  publish: (
    functionArn: string,
    guard: Pick<Configuration, 'revisionId' | 'codeSha256'>,
  ) => Promise<string>;
  /** All versions, `$LATEST` not included. */
  versions: (functionArn: string) => Promise<Version[]>;
  /** Done as well when it is not there. */
  deleteVersion: (functionArn: string, version: string) => Promise<void>;
  /** Creates or updates. */
  pointAlias: (functionArn: string, alias: string, version: string) => Promise<void>;
}

/** What became of an invocation that took place. */
export interface Invocation {
  requestId: string;
  /** The response, or the description of the error. */
  payload: string;
  /** The last of its log. */
  logTail: string;
  /** It ended with an error. */
  failed: boolean;
}

/** Lambda, as far as functions are invoked. Fails with `NotNow`, `Refused`, `NotPermitted`. */
export interface Invoker {
  invoke: (functionArn: string, payload: string, version?: string) => Promise<Invocation>;
}

/** What a function is to be again after the run. */
export interface Original extends Candidate {
  description: string;
  codeSha256: string;
}

export interface Lock {
  run: Run;
  /** ms since the epoch. */
  since: number;
  /** Closed when the run is being ended: nothing may be changed any more. */
  open: boolean;
  /** Absent until it is known; before, nothing is changed. */
  original?: Original | undefined;
}

/** What a run begins with on one function. */
export interface Start {
  current: Candidate;
  codeSha256: string;
  /** ISO 8601. */
  startedAt: string;
  reservedConcurrency?: number | undefined;
}

export interface JournaledVersion {
  candidateId: string;
  /** From 0; above only where each invocation has a version of its own. */
  copy: number;
  /** Absent as long as it is only meant to be published. */
  version?: string | undefined;
}

export interface TakenSample {
  /** Of the invocation, from 0. */
  index: number;
  sample: Sample;
}

export interface JournaledSamples {
  candidateId: string;
  taken: TakenSample[];
  /** Throttled attempts. */
  throttles: number;
  /** Invocations without a report. */
  unreported: number;
}

export interface JournaledFailure extends CandidateFailure {
  candidateId: string;
}

/** All that a run knows of one function. */
export interface Entries {
  input: FunctionInput;
  start: Start;
  versions: JournaledVersion[];
  samples: JournaledSamples[];
  failures: JournaledFailure[];
  /** State transitions so far. */
  transitions: number;
}

/** What runs know, kept outside of them. Reads see every write that came before. */
export interface Journal {
  /** Which functions the run tunes, and how; the same again for the same run. */
  begin: (run: Run, inputs: readonly FunctionInput[]) => Promise<void>;
  functionsOf: (runId: string) => Promise<string[]>;
  /** Returns the lock that stands: the run's own, or another's. */
  acquire: (tuned: TunedFunction, since: number) => Promise<Lock>;
  lock: (functionArn: string) => Promise<Lock | undefined>;
  /** Fails with `RunEnded` unless the run holds the open lock. What is known already stands. */
  keepOriginal: (tuned: TunedFunction, original: Original, start: Start) => Promise<void>;
  /** What the function is to be from now on, as the run applied it. */
  keepApplied: (tuned: TunedFunction, applied: Original) => Promise<void>;
  /** Returns the lock if the run holds it. */
  close: (tuned: TunedFunction) => Promise<Lock | undefined>;
  /** Nothing happens unless the run holds it. */
  release: (tuned: TunedFunction) => Promise<void>;

  entries: (tuned: TunedFunction) => Promise<Entries>;
  putVersion: (tuned: TunedFunction, version: JournaledVersion) => Promise<void>;
  /** That the recommendation is about to be applied. */
  putApplying: (tuned: TunedFunction) => Promise<void>;
  /** Whether a change of the function may be in flight. */
  hasIntents: (tuned: TunedFunction) => Promise<boolean>;
  addSamples: (tuned: TunedFunction, samples: JournaledSamples) => Promise<void>;
  /** The first failure of a candidate stands. */
  putFailure: (tuned: TunedFunction, failure: JournaledFailure) => Promise<void>;
  countTransitions: (tuned: TunedFunction, count: number) => Promise<void>;
}

export interface Executions {
  state: (executionArn: string) => Promise<'running' | 'ended' | 'unknown'>;
}

export interface Payloads {
  /** The text of an object; an `InputError` says why not. */
  read: (uri: string) => Promise<string>;
}

export interface Clock {
  /** ms since the epoch. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}
