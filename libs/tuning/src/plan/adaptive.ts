import { candidateId } from '../candidate.ts';
import type { Sampled } from '../contenders.ts';
import type { FunctionInput } from '../input/types.ts';
import { tQuantile } from '../statistics/student-t.ts';
import type { Candidate, Current, Round } from '../types.ts';
import { decisionOdds, type DecisionOdds } from '../decision-odds.ts';
import { likelyContenders, P95_SAMPLES } from './likely-contenders.ts';
import { hasFailed, type Known, roundOf, takenOf } from './round.ts';
import { anchorsOf, promisingSizes } from './sizes.ts';

/** Samples of each size to begin with: the first is often cold, and of the rest one may be an outlier. */
const FIRST_SAMPLES = 5;

/** Share of a fixed run's invocations that an adaptive one may take. */
const BUDGET_SHARE = 0.25;

/** A decision is looked at after each round, and each look may mislead: together they may as often as one. */
const LOOKS = 5;

const sureness = ({ confidence }: FunctionInput): number => 1 - (1 - confidence) / LOOKS;

/** Rounds that what is left after the first is spread over; each costs a few state transitions. */
const FURTHER_ROUNDS = 5;

/** Share of the budget that is kept to tell the sizes apart that were begun. */
const REFINING_SHARE = 0.4;

type Targets = Round['measure'];

/** Takes samples where they tell most about the decision, until it is clear. */
export function planAdaptive(
  input: FunctionInput,
  current: Current,
  candidates: readonly Candidate[],
  known: Known,
): Round {
  const first = Math.min(FIRST_SAMPLES, input.num);
  const anchors = anchorsOf(candidates, current);
  const started = candidates.filter(
    (candidate) => anchors.includes(candidate) || known.has(candidateId(candidate)),
  );
  const start = (some: readonly Candidate[]): Targets =>
    some.map((candidate) => ({ candidate, samples: first }));

  const opening = roundOf(start(started), known, `${first} of each size to begin with`, '');
  if (!opening.done) return opening;

  const budget = Math.max(
    Math.floor(BUDGET_SHARE * input.num * candidates.length),
    first * anchors.length,
  );
  const taken = started.reduce((sum, one) => sum + takenOf(known, candidateId(one)), 0);
  const left = budget - taken;
  const stop = (reason: string): Round => roundOf([], known, '', reason);

  const promising = promisingSizes(input, current, candidates, known);
  const affordable = promising.slice(
    0,
    Math.max(0, Math.floor((left - budget * REFINING_SHARE) / first)),
  );
  if (affordable.length > 0) {
    return roundOf(start(affordable), known, 'The curve says that these may be better', '');
  }
  const contenders = likelyContenders(input, known, candidates);
  if (contenders.length === 0) return stop('No configuration that may be recommended is left');
  const odds = decisionOdds(contenders, input, current);
  const targets = furtherSamples(odds, contenders, { input, current, known, budget, left });
  if (targets.length > 0) {
    return roundOf(
      targets,
      known,
      `The decision is ${Math.round(100 * odds.certainty)} % sure`,
      '',
    );
  }
  return stop(
    odds.certainty >= sureness(input)
      ? 'The decision is clear'
      : `${taken} invocations were to be enough; the decision is ${Math.round(100 * odds.certainty)} % sure`,
  );
}

interface Means {
  input: FunctionInput;
  current: Current;
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
  if (certainty < sureness(input)) {
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
function furtherSamples(odds: DecisionOdds, contenders: readonly Sampled[], means: Means): Targets {
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
