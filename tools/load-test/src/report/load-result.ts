import type { Model } from '../engine/model.ts';
import type { LambdaCost } from '../billing/lambda-cost.ts';
import type { Measurement } from '../metrics/result.ts';

/** A threshold, and whether it holds. */
export interface Threshold {
  name: 'maxP95Ms' | 'maxErrorRate';
  limit: number;
  /** Nothing was measured: null. */
  actual: number | null;
  ok: boolean;
}

/** Where a load went. */
export interface TargetFacts {
  /** `running`: the local cloud of `npm start`; `local`: one of the test's own. */
  kind: 'url' | 'running' | 'local' | 'aws';
  url: string;
  stage: string;
  region?: string | undefined;
}

/** What every result begins with. */
export interface LoadHead {
  service: string;
  scenario: { name: string; file: string };
  target: TargetFacts;
  model: Model;
  /** Longest time for an answer. */
  timeoutMs: number;
}

/** What a run gives: `result.json`, and what `--json` prints. */
export interface LoadResult extends LoadHead {
  kind: 'load-test';
  version: 1;
  /** ISO 8601. */
  startedAt: string;
  finishedAt: string;
  /** Somebody stopped it: the figures are of what was done until then. */
  interrupted: boolean;
  /** What these functions had for the time of the test. */
  reservedConcurrency?: { executions: number; functions: string[] };
  thresholds: Threshold[];
  measurement: Measurement;
}

/** One size of a comparison. */
export interface Stage {
  memoryMb: number;
  startedAt: string;
  finishedAt: string;
  thresholds: Threshold[];
  measurement: Measurement;
  /** Null: Lambda's logs did not say. */
  lambda: LambdaCost | null;
}

/** What a comparison gives. */
export interface LoadComparison extends LoadHead {
  kind: 'load-comparison';
  version: 1;
  startedAt: string;
  finishedAt: string;
  /** Somebody or an error stopped it: the last size may be measured in part, others not at all. */
  interrupted: boolean;
  /** What was compared, with the memory that each has without the test. */
  functions: { name: string; memoryMb: number; architecture: string }[];
  stages: Stage[];
  /** In a sentence. */
  verdict: string;
}
