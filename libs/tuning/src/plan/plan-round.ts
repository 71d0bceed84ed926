import { candidateId, candidatesOf } from '../candidate.ts';
import type { FunctionInput } from '../input/types.ts';
import type { CandidateSamples, Current, Round } from '../types.ts';
import { planAdaptive } from './adaptive.ts';
import { roundOf } from './round.ts';

/**
 * What to publish and to measure next. Pure: asked again with the same samples, it plans the same. With
 * `sampling: "fixed"` one round measures everything; with `"adaptive"` rounds follow until the decision is clear, or a
 * quarter of the invocations of a fixed run are spent.
 *
 * @param state Every candidate that was published so far or failed; in any order.
 *
 * @example
 * const { publish, measure, done } = planRound(input, current, []);
 */
export function planRound(
  input: FunctionInput,
  current: Current,
  state: readonly CandidateSamples[],
): Round {
  const known = new Map(state.map((of) => [candidateId(of.candidate), of]));
  const candidates = candidatesOf(input, current);
  if (input.sampling === 'adaptive' && !input.dryRun) {
    return planAdaptive(input, current, candidates, known);
  }
  const samples = input.dryRun ? 1 : input.num;
  return roundOf(
    candidates.map((candidate) => ({ candidate, samples })),
    known,
    `${samples} of each configuration`,
    'Every configuration was measured',
  );
}
