import { isSame } from './candidate.ts';
import { choose, type Contender, holdsAgainst } from './choose.ts';
import type { Sampled } from './contenders.ts';
import { rateOf } from './costs.ts';
import type { FunctionInput } from './input/types.ts';
import type { Estimate } from './statistics/estimate.ts';
import { normal, seededRandom } from './statistics/random.ts';
import type { Candidate, Current } from './types.ts';

/** How sure a decision is, and which contender's uncertainty it hangs on. */
export interface DecisionOdds {
  chosen: Sampled;
  /** Probability that means known exactly would lead to the same choice. */
  certainty: number;
  /** Probability that they would lead to the current configuration. */
  staying: number;
  /**
   * Probability that the current configuration is outdone by one other, the one that is likeliest to; 0 where it was not
   * measured. Of many others some outdoes it by chance most of the time, but not always the same.
   */
  better: number;
  /** By contender: probability that its own mean, known exactly, would change the choice. */
  influence: number[];
  /** By contender: standard error of its duration and of its cost, relative to the mean. */
  relativeErrors: { duration: number; cost: number }[];
}

const DRAWS = 300;

/** Enough to share samples out by. */
const DRAWS_OF_EACH = 100;

/** Relative standard deviation that is expected of a function, and how many observations that counts for. */
const EXPECTED = { deviation: 0.03, degrees: 4 };

/** How many observations the noise that all contenders have in common counts for. */
const COMMON_DEGREES = 4;

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** Relative standard errors. A few values tell little of their noise, so each leans on what the others show. */
function relativeErrorsOf(estimates: readonly Estimate[], counts: readonly number[]): number[] {
  const weighted = estimates.map(({ mean, standardError, degrees }, index) =>
    mean === 0 ? 0 : degrees * (standardError / mean) ** 2 * counts[index]!,
  );
  const common =
    (EXPECTED.degrees * EXPECTED.deviation ** 2 + sum(weighted)) /
    (EXPECTED.degrees + sum(estimates.map(({ degrees }) => degrees)));
  return estimates.map(({ degrees }, index) => {
    const variance = (COMMON_DEGREES * common + weighted[index]!) / (COMMON_DEGREES + degrees);
    return Math.sqrt(variance / counts[index]!);
  });
}

/**
 * Replays the decision with means drawn from what the samples leave open. The same samples give the same odds.
 *
 * @param contenders At least one.
 */
export function decisionOdds(
  contenders: readonly Sampled[],
  input: FunctionInput,
  current: Current,
): DecisionOdds {
  const counts = contenders.map(({ costs }) => costs.length);
  const ofDurations = relativeErrorsOf(
    contenders.map(({ duration }) => duration),
    counts,
  );
  const ofBilled = relativeErrorsOf(
    contenders.map(({ cost }) => cost),
    counts,
  );
  // Billed time is rounded up, so that its samples may all be the same where durations are not.
  const ofCosts = ofBilled.map((error, index) => {
    const { candidate, costUsd } = contenders[index]!;
    const variable = costUsd === 0 ? 0 : 1 - rateOf(candidate, input).perRequest / costUsd;
    return Math.max(error, variable * ofDurations[index]!);
  });
  const chosen = choose(contenders, input, current) as Sampled;
  const random = seededRandom(contenders.reduce((sum, { costs }) => sum + costs.length, 0));
  // What takes longer costs more: one deviation moves both.
  const drawn = (contender: Contender, index: number): Contender => {
    const deviation = normal(random);
    return {
      candidate: contender.candidate,
      durationMs: contender.durationMs * Math.max(0, 1 + deviation * ofDurations[index]!),
      costUsd: contender.costUsd * Math.max(0, 1 + deviation * ofCosts[index]!),
    };
  };
  const choiceOf = (some: readonly Contender[]): Candidate =>
    choose(some, input, current).candidate;
  const given: readonly Contender[] = contenders;
  const indexOfCurrent = contenders.findIndex(({ candidate }) => isSame(candidate, current));
  let same = 0;
  let staying = 0;
  const outdone = contenders.map(() => 0);
  const influence = contenders.map(() => 0);
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const outcome = contenders.map(drawn);
    const choice = choiceOf(outcome);
    if (choice === chosen.candidate) same += 1;
    if (isSame(choice, current)) staying += 1;
    const now = outcome[indexOfCurrent];
    for (const [index, one] of outcome.entries()) {
      if (now && !holdsAgainst(one, now, outcome, input)) outdone[index]! += 1;
    }
    if (draw >= DRAWS_OF_EACH) continue;
    for (const [index, one] of outcome.entries()) {
      const isChanged = choiceOf(given.with(index, one)) !== chosen.candidate;
      if (isChanged) influence[index]! += 1 / DRAWS_OF_EACH;
    }
  }
  return {
    chosen,
    certainty: same / DRAWS,
    staying: staying / DRAWS,
    better: Math.max(...outdone) / DRAWS,
    influence,
    relativeErrors: ofDurations.map((duration, index) => ({ duration, cost: ofCosts[index]! })),
  };
}
