import type { Analysis, Candidate, Measurement } from '@acado/tuning';
import type { Change, Verdict } from './change.ts';

/** One of two runs, or one of a run's architectures. */
export interface Side extends Candidate {
  /** `before`, `after`, `x86_64`, `arm64`. */
  name: string;
  /** ISO 8601. */
  startedAt: string;
  /** Of what `memoryMb` and `architecture` name; absent if it was not measured. */
  measurement?: Measurement | undefined;
  /** All that was measured on this side. */
  measurements: Measurement[];
  failures: Analysis['failures'];
}

/** The same size, or the same size and architecture, on both sides. */
export interface Row {
  /** `512 MB`, with the architecture where there are two. */
  name: string;
  memoryMb: number;
  before?: Measurement | undefined;
  after?: Measurement | undefined;
  cost?: Change | undefined;
  duration?: Change | undefined;
}

/** Two sides of a function, `after` judged against `before`. */
export interface Comparison {
  kind: 'runs' | 'architectures';
  functionName: string;
  strategy: Analysis['strategy'];
  /** By the strategy, of the sides' own configurations. */
  verdict: Verdict;
  /** One sentence with what decided. */
  reason: string;
  /** Of the sides' own configurations; absent if one of them was not measured. */
  cost?: Change | undefined;
  duration?: Change | undefined;
  confidence: number;
  minimumEffect: number;
  before: Side;
  after: Side;
  rows: Row[];
  /** Both curves on the page that shows tuning results. */
  visualization: string;
  warnings: string[];
}
