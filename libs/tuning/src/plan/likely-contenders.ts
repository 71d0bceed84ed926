import { candidateId } from '../candidate.ts';
import { contendersOf, type Sampled } from '../contenders.ts';
import type { FunctionInput } from '../input/types.ts';
import { usualDurations } from '../samples.ts';
import { percentile } from '../statistics/percentile.ts';
import type { Candidate } from '../types.ts';
import type { Known } from './round.ts';

/** Of fewer samples a 95th percentile is the largest, and an outlier is no reason to refuse a candidate. */
export const P95_SAMPLES = 20;

/** Those that may be recommended in the end, as far as their samples can tell yet. */
export function likelyContenders(
  input: FunctionInput,
  known: Known,
  candidates: readonly Candidate[],
): Sampled[] {
  const inOrder = candidates.flatMap((candidate) => known.get(candidateId(candidate)) ?? []);
  const { maxP95Ms } = input;
  if (maxP95Ms === undefined) return contendersOf(inOrder, input);
  const isHopeless = (durations: readonly number[]): boolean =>
    percentile(durations, durations.length < P95_SAMPLES ? 0.5 : 0.95) > maxP95Ms;
  const hopeful = inOrder.filter(
    ({ samples }) => samples.length > 0 && !isHopeless(usualDurations(samples)),
  );
  return contendersOf(hopeful, { ...input, maxP95Ms: undefined });
}
