import { candidateId } from '../candidate.ts';
import type { Sampled } from '../contenders.ts';
import type { DecisionOdds } from '../decision-odds.ts';
import type { FunctionInput } from '../input/types.ts';
import { tQuantile } from '../statistics/student-t.ts';
import type { Round } from '../types.ts';
import { P95_SAMPLES } from './likely-contenders.ts';
import { hasFailed, type Known, takenOf } from './round.ts';

/** A decision is looked at after each round, and each look may mislead: together they may as often as one. */
const LOOKS = 5;

/** Whether a decision is as sure as the input wants it. */
export const isClear = (
  { certainty }: Pick<DecisionOdds, 'certainty'>,
  { confidence }: FunctionInput,
): boolean => certainty >= 1 - (1 - confidence) / LOOKS;

/** Rounds that what is left after the first is spread over; each costs a few state transitions. */
const FURTHER_ROUNDS = 5;

/** What further samples are planned from. */
interface Means {
  input: FunctionInput;
  known: Known;
  budget: number;
  left: number;
}

/** How much each contender's next sample is worth; nothing once the decision is clear and its figures are precise. */
function weights(
  { chosen, certainty, influence, relativeErrors }: DecisionOdds,
  contenders: readonly Sampled[],
  { input, known }: Means,
): number[] {
  if (!isClear({ certainty }, input)) {
    return influence.map((odds, index) => odds + (contenders[index] === chosen ? 0.05 : 0));
  }
  return contenders.map((contender, index) => {
    if (contender !== chosen) return 0;
    const { duration, cost } = relativeErrors[index]!;
    const width = tQuantile(input.confidence, contender.costs.length) * Math.max(duration, cost);
    const isVague = width > input.targetPrecision;
    const isUnproven =
      input.maxP95Ms !== undefined &&
      takenOf(known, candidateId(contender.candidate)) < P95_SAMPLES;
    return isVague || isUnproven ? 1 : 0;
  });
}

/** The next round's samples, shared out by weight among those that may still have some. */
export function furtherSamples(
  odds: DecisionOdds,
  contenders: readonly Sampled[],
  means: Means,
): Round['measure'] {
  const { input, known, budget, left } = means;
  const batch = Math.min(left, Math.max(contenders.length, Math.ceil(budget / 2 / FURTHER_ROUNDS)));
  if (batch <= 0) return [];
  const worth = weights(odds, contenders, means);
  const open = contenders
    .map(({ candidate }, index) => ({
      candidate,
      taken: takenOf(known, candidateId(candidate)),
      weight: worth[index]!,
    }))
    .filter(
      ({ candidate, taken, weight }) =>
        weight > 0 && taken < input.num && !hasFailed(known, candidateId(candidate)),
    )
    .sort((a, b) => b.weight - a.weight);
  const total = open.reduce((sum, { weight }) => sum + weight, 0);
  let rest = batch;
  return open.flatMap(({ candidate, taken, weight }) => {
    const share = Math.min(rest, input.num - taken, Math.ceil((batch * weight) / total));
    rest -= share;
    return share > 0 ? [{ candidate, samples: taken + share }] : [];
  });
}
