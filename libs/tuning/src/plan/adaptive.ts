import { candidateId, isSame } from '../candidate.ts';
import { decisionOdds } from '../decision-odds.ts';
import type { FunctionInput } from '../input/types.ts';
import type { Candidate, Current, Round } from '../types.ts';
import { furtherSamples, isClear } from './further-samples.ts';
import { likelyContenders } from './likely-contenders.ts';
import { type Known, roundOf, takenOf } from './round.ts';
import { anchorsOf, promisingSizes } from './sizes.ts';

/** Samples of each size to begin with: the first is often cold, and of the rest one may be an outlier. */
const FIRST_SAMPLES = 5;

/** Share of a fixed run's invocations that an adaptive one may take. */
const BUDGET_SHARE = 0.25;

/** Share of the budget that is kept to tell the sizes apart that were begun. */
const REFINING_SHARE = 0.4;

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
  const start = (some: readonly Candidate[]): Round['measure'] =>
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
  const now = contenders.find(({ candidate }) => isSame(candidate, current));
  const behind = now && catchingUp(now.candidate, odds.chosen.candidate, known, left);
  if (behind) {
    return roundOf([behind], known, 'What a change would replace is to be as well known', '');
  }
  const targets = furtherSamples(odds, contenders, { input, known, budget, left });
  if (targets.length > 0) {
    return roundOf(
      targets,
      known,
      `The decision is ${Math.round(100 * odds.certainty)} % sure`,
      '',
    );
  }
  return stop(
    isClear(odds, input)
      ? 'The decision is clear'
      : `${taken} invocations were to be enough; the decision is ${Math.round(100 * odds.certainty)} % sure`,
  );
}

/**
 * As many samples of what a function has now as of what would replace it. With fewer, its cold start and its warm-up would
 * speak against it.
 */
function catchingUp(
  now: Candidate,
  chosen: Candidate,
  known: Known,
  left: number,
): Round['measure'][number] | undefined {
  const [taken, wanted] = [takenOf(known, candidateId(now)), takenOf(known, candidateId(chosen))];
  const samples = taken + Math.min(left, wanted - taken);
  return samples > taken ? { candidate: now, samples } : undefined;
}
