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

/**
 * The contender to recommend. Those within the minimum effect of the strategy's best count as equal, because a run
 * that is repeated would order them anew. Of equals the faster is taken (`cost`) or the cheaper (`speed`), and of those
 * that are equal in this as well the current configuration, else the smallest, which no noise can change. `balanced`
 * weighs both at once: of equals it takes the current configuration, else the first in the order of the input.
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
  const firsts = best(contenders, scorer(contenders, preferences), minimumEffect);
  const equals =
    strategy === 'balanced'
      ? firsts
      : best(
          firsts,
          strategy === 'cost' ? ({ durationMs }) => durationMs : ({ costUsd }) => costUsd,
          minimumEffect,
        );
  const staying = current && equals.find(({ candidate }) => isSame(candidate, current));
  if (staying) return staying;
  if (strategy === 'balanced') return equals[0]!;
  return equals.reduce((smallest, contender) =>
    contender.candidate.memoryMb < smallest.candidate.memoryMb ? contender : smallest,
  );
}
