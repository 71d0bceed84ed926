import type { Difference } from '../compare/difference.ts';
import type { Answer } from '../send/answer.ts';

/** Both answers to a request. */
export interface Pair {
  method: string;
  /** As recorded. */
  path: string;
  before: Answer;
  after: Answer;
}

/** A difference between REST and HTTP APIs that is known, whatever the functions do. */
export interface ExpectedDifference {
  /** Stable: `--accept` and reports name it. */
  id: string;
  title: string;
  /** Why it is so, and whom it concerns. */
  reason: string;
  /** Page of AWS's documentation. */
  docs: string;
  /**
   * `gateway`: both APIs answered by themselves, in other words: it is listed. `answer`: it changes what a function
   * answered: it counts until it is accepted.
   */
  kind: 'gateway' | 'answer';
  /** Those of the differences that it explains. */
  explains(pair: Pair, differences: readonly Difference[]): Difference[];
}
