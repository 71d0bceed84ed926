import { candidateId } from '../candidate.ts';
import type { CandidateId, CandidateSamples, Round } from '../types.ts';

/** What a run knows so far, by candidate; who is in it has a version or failed. */
export type Known = ReadonlyMap<CandidateId, CandidateSamples>;

/** Whether a candidate is out of the race. */
export const hasFailed = (known: Known, id: CandidateId): boolean =>
  known.get(id)?.failure !== undefined;

/** Samples that were taken of a candidate. */
export const takenOf = (known: Known, id: CandidateId): number =>
  known.get(id)?.samples.length ?? 0;

/**
 * The round that takes candidates to their numbers of samples, without those that have them or failed; `done` when
 * that leaves nothing to do.
 */
export function roundOf(
  targets: Round['measure'],
  known: Known,
  reason: string,
  reasonWhenDone: string,
): Round {
  const measure = targets.filter(({ candidate, samples }) => {
    const id = candidateId(candidate);
    return !hasFailed(known, id) && takenOf(known, id) < samples;
  });
  const publish = measure
    .map(({ candidate }) => candidate)
    .filter((candidate) => !known.has(candidateId(candidate)));
  const done = measure.length === 0;
  return { publish, measure, done, reason: done ? reasonWhenDone : reason };
}
