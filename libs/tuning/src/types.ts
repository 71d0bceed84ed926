/** Architectures as the Lambda API names them. */
export type Architecture = 'x86_64' | 'arm64';

/** One configuration that a run may measure. */
export interface Candidate {
  /** MB, 128 to 10,240. */
  memoryMb: number;
  architecture: Architecture;
}

/** `arm64-512`: how state, journal and reports name a candidate. */
export type CandidateId = `${Architecture}-${number}`;

/** What one invocation's REPORT line says. */
export interface Sample {
  /** ms, without init or restore. */
  durationMs: number;
  /** ms that are paid for, billed init and restore included. */
  billedMs: number;
  /** ms; there is one on a cold start only. */
  initMs?: number | undefined;
  /** ms, SnapStart only. */
  restoreMs?: number | undefined;
  /** MB. */
  maxMemoryUsedMb?: number | undefined;
  /** An error that the input allows: its time counts like any other's. */
  errorType?: string | undefined;
}

/** Why a candidate has no (more) samples. */
export interface CandidateFailure {
  /** The error's type, e.g. `Runtime.OutOfMemory`, `Sandbox.Timedout`, `InvalidParameterValueException`. */
  error: string;
  /** One sentence for people: what happened and, where it is known, what to do. */
  cause: string;
}

/** Everything known of one candidate. */
export interface CandidateSamples {
  candidate: Candidate;
  /** In the order of the invocations. */
  samples: Sample[];
  failure?: CandidateFailure | undefined;
  /** Throttled attempts; each was tried again. */
  throttles?: number | undefined;
}

/** What the function was when the run began, or what the recommendation is compared with. */
export type Current = Candidate;

/** One step of a run: what to publish and to measure before the next step is planned. */
export interface Round {
  /** Candidates without a version so far. */
  publish: Candidate[];
  /** Up to how many samples each candidate is to have after the round. */
  measure: { candidate: Candidate; samples: number }[];
  /** There is nothing left to learn: `publish` and `measure` are empty. */
  done: boolean;
  /** For people: why this round, or why no more. */
  reason: string;
}

/** Numbers of one candidate. Times in ms, prices in USD per invocation. */
export interface Measurement {
  memoryMb: number;
  architecture: Architecture;
  samples: number;
  coldSamples: number;
  errors: number;
  throttles: number;
  /** Trimmed as `discardTopBottom` says: the contract's `averageDuration` and `averagePrice`. */
  averageDurationMs: number;
  averageCostUsd: number;
  /** Of `averageDurationMs` and `averageCostUsd`, at the input's confidence. */
  durationInterval: [low: number, high: number];
  costInterval: [low: number, high: number];
  /** Of warm invocations; of cold ones where there are no others. */
  p50Ms: number;
  p90Ms: number;
  p95Ms: number;
  p99Ms: number;
  warm?: { samples: number; averageDurationMs: number; averageCostUsd: number } | undefined;
  cold?:
    | {
        samples: number;
        averageDurationMs: number;
        averageInitMs: number;
        averageCostUsd: number;
      }
    | undefined;
  maxMemoryUsedMb?: number | undefined;
  /** Untrimmed cost of all samples. */
  totalCostUsd: number;
  /** Why it can't be recommended although it was measured, e.g. `p95 412 ms is over maxP95Ms 300`. */
  refusedBecause?: string | undefined;
}

/** What to configure, and how sure that is. */
export interface Recommendation extends Candidate {
  /** Differs from what the function has now. */
  change: boolean;
  /** One sentence with the figures that decided. */
  reason: string;
  /**
   * At the input's confidence: when something changes, the current configuration is not among the best; when nothing
   * changes, nothing else is better by more than the minimum effect. False where the current configuration was not
   * measured.
   */
  confident: boolean;
  /** Probability that means known exactly would lead to the same recommendation; absent when nothing could be compared. */
  certainty?: number | undefined;
  /** Against the current configuration, where that was measured: 0.2 is 20 % less. */
  costSaving?: number | undefined;
  durationSaving?: number | undefined;
}

/** What a run of one function ends with: the contract's output, and what goes beyond it. */
export interface Analysis {
  /** MB. */
  power: number;
  /** USD, trimmed average of one invocation; 0 if what is recommended was not measured. */
  cost: number;
  /** ms, trimmed average of one invocation; 0 if what is recommended was not measured. */
  duration: number;
  stateMachine: {
    /** USD, rounded to 5 decimals. */
    executionCost: number;
    /** USD, untrimmed sum of all invocations. */
    lambdaCost: number;
    visualization: string;
  };
  /** With `includeOutputResults` only; candidates of the recommended architecture, in the order of the input. */
  stats?: { value: number; averagePrice: number; averageDuration: number }[];

  functionName: string;
  /** As in the input. */
  lambdaARN: string;
  region: string;
  /** ISO 8601. */
  startedAt: string;
  finishedAt: string;
  architecture: Architecture;
  /** Of the package that was measured, as Lambda gives it. */
  codeSha256?: string | undefined;
  strategy: 'cost' | 'speed' | 'balanced';
  sampling: 'fixed' | 'adaptive';
  invocations: number;
  current: Current;
  recommendation: Recommendation;
  measurements: Measurement[];
  failures: (Candidate & CandidateFailure)[];
  warnings: string[];
}
