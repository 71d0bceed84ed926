import type { CandidateSamples, Sample } from './types.ts';

/** An invocation that had to start an environment. */
export const isCold = ({ initMs, restoreMs }: Sample): boolean =>
  initMs !== undefined || restoreMs !== undefined;

/** ms from the invocation to its end as the contract counts them: with init and restore. */
export const totalDurationMs = ({ durationMs, initMs = 0, restoreMs = 0 }: Sample): number =>
  durationMs + initMs + restoreMs;

/** Fewer warm samples than this say too little of a candidate. */
const LEAST_WARM = 3;

/**
 * The samples by which candidates are compared: the warm ones, if all candidates have some. How many cold starts a
 * candidate happened to have says nothing about its size.
 */
export function comparableSamples(candidates: readonly CandidateSamples[]): Sample[][] {
  const warm = candidates.map(({ samples }) => samples.filter((sample) => !isCold(sample)));
  const areEnough = warm.every(({ length }) => length >= LEAST_WARM);
  return areEnough ? warm : candidates.map(({ samples }) => samples);
}
