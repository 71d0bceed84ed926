import { isSame } from './candidate.ts';
import type { FunctionInput } from './input/types.ts';
import type { Candidate, Current } from './types.ts';

/** A candidate that may be recommended, and what it is judged by. */
export interface Contender {
  candidate: Candidate;
  durationMs: number;
  costUsd: number;
}

/** What decides between contenders. */
export type Preferences = Pick<FunctionInput, 'strategy' | 'balancedWeight' | 'minimumEffect'>;

/** The number that a strategy wants small; in `balanced`, cost and duration as shares of the largest. */
export function scorer(
  contenders: readonly Contender[],
  { strategy, balancedWeight }: Preferences,
): (contender: Pick<Contender, 'durationMs' | 'costUsd'>) => number {
  if (strategy === 'cost') return ({ costUsd }) => costUsd;
  if (strategy === 'speed') return ({ durationMs }) => durationMs;
  let highest = 0;
  let longest = 0;
  for (const { costUsd, durationMs } of contenders) {
    highest = Math.max(highest, costUsd);
    longest = Math.max(longest, durationMs);
  }
  return ({ costUsd, durationMs }) =>
    balancedWeight * (costUsd / (highest || 1)) +
    (1 - balancedWeight) * (durationMs / (longest || 1));
}

/** Those whose number is the smallest, or so near that it makes no odds. */
function best(
  contenders: readonly Contender[],
  numberOf: (contender: Contender) => number,
  tolerance: number,
): Contender[] {
  const limit = Math.min(...contenders.map(numberOf)) * (1 + tolerance);
  return contenders.filter((contender) => numberOf(contender) <= limit);
}

type Criterion = (contender: Contender) => number;

/** What decides: first the strategy, then what it does not look at. `balanced` looks at both at once. */
function criteriaOf(contenders: readonly Contender[], preferences: Preferences): Criterion[] {
  const first = scorer(contenders, preferences);
  if (preferences.strategy === 'cost') return [first, ({ durationMs }) => durationMs];
  if (preferences.strategy === 'speed') return [first, ({ costUsd }) => costUsd];
  return [first];
}

/** Those that are equal in each criterion, one after the other. */
const equalsOf = (
  contenders: readonly Contender[],
  criteria: readonly Criterion[],
  { minimumEffect }: Preferences,
): readonly Contender[] =>
  criteria.reduce((left, numberOf) => best(left, numberOf, minimumEffect), contenders);

/**
 * Whether one is not outdone by a rival, were there no third.
 *
 * @param contenders All that there are: `balanced` measures by the largest.
 */
export const holdsAgainst = (
  rival: Contender,
  one: Contender,
  contenders: readonly Contender[],
  preferences: Preferences,
): boolean =>
  equalsOf([one, rival], criteriaOf(contenders, preferences), preferences).includes(one);

/**
 * The contender to recommend. Those within the minimum effect of the strategy's best count as equal, because a run
 * that is repeated would order them anew. Of equals the faster is taken (`cost`) or the cheaper (`speed`), and of those
 * that are equal in this as well the current configuration, else the smallest, which no noise can change. `balanced`
 * weighs both at once: of equals it takes the current configuration, else the first in the order of the input. What
 * takes the current one's place is better than that, also were there no third.
 *
 * @param contenders At least one, in the order of the input.
 * @param current Without it, nothing is kept for its own sake.
 *
 * @example
 * choose(contenders, { strategy: 'cost', balancedWeight: 0.5, minimumEffect: 0.05 }, current).candidate.memoryMb;
 */
export function choose(
  contenders: readonly Contender[],
  preferences: Preferences,
  current?: Current,
): Contender {
  const { strategy, minimumEffect } = preferences;
  const [first, ...others] = criteriaOf(contenders, preferences);
  const firsts = best(contenders, first!, minimumEffect);
  const now = current && contenders.find(({ candidate }) => isSame(candidate, current));
  if (now && equalsOf(firsts, others, preferences).includes(now)) return now;
  // Two that equal a third need not equal each other, so that not all of them need to be better than what there is.
  const better = now
    ? firsts.filter((contender) => !holdsAgainst(contender, now, contenders, preferences))
    : firsts;
  const equals = equalsOf(better, others, preferences);
  if (strategy === 'balanced') return equals[0]!;
  return equals.reduce((smallest, contender) =>
    contender.candidate.memoryMb < smallest.candidate.memoryMb ? contender : smallest,
  );
}
