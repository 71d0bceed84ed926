import type { Model } from '../engine/model.ts';
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
  kind: 'url' | 'running' | 'local' | 'aws';
  url: string;
  stage: string;
  region?: string | undefined;
}

/** What a run gives: `result.json`, and what `--json` prints. */
export interface LoadResult {
  kind: 'load-test';
  version: 1;
  service: string;
  scenario: { name: string; file: string };
  target: TargetFacts;
  model: Model;
  timeoutMs: number;
  /** ISO 8601. */
  startedAt: string;
  finishedAt: string;
  /** Somebody stopped it: the figures are of what was done until then. */
  interrupted: boolean;
  /** Of each function that had another one, while it was measured. */
  reservedConcurrency?: { function: string; value: number }[] | undefined;
  thresholds: Threshold[];
  measurement: Measurement;
}
