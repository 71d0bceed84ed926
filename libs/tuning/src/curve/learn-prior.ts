import { explain, type Points } from './explain.ts';
import { EXPLANATIONS, GRID, type Property } from './grid.ts';
import { type Prior, weightsOf } from './prior.ts';

/** A measured curve to learn from, held against every explanation. */
export interface Lesson {
  likelihoods: Float64Array;
  /** How much it counts, e.g. 1 / the curves of the same author. */
  weight: number;
}

/** Enough for the shares to stand still in the third decimal. */
const ROUNDS = 20;
/** Part of each property that stays equally shared: what was never seen is not impossible. */
const OPEN = 0.1;

/** @returns A curve as a lesson; holding it against the explanations is the slow part. */
export const lessonOf = (points: Points, weight: number): Lesson => ({
  likelihoods: explain(points).likelihoods,
  weight,
});

/**
 * Learns how likely each property's values are (expectation maximisation): explains every curve
 * with what is believed so far, then believes what explained them.
 */
export function learnPrior(lessons: readonly Lesson[]): Prior {
  const total = lessons.reduce((all, { weight }) => all + weight, 0);
  let prior = priorOf((property) => GRID[property].map(() => 1 / GRID[property].length));
  for (let round = 0; round < ROUNDS; round++) {
    const weights = weightsOf(prior);
    const explained = new Float64Array(weights.length);
    for (const { likelihoods, weight } of lessons) {
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (likelihoods[i] ?? 0);
      const scale = weight / total / sum;
      for (let i = 0; i < weights.length; i++) {
        explained[i] = (explained[i] ?? 0) + scale * (weights[i] ?? 0) * (likelihoods[i] ?? 0);
      }
    }
    prior = priorOf((property) => {
      const shares = GRID[property].map(() => OPEN / GRID[property].length);
      EXPLANATIONS.forEach(({ at }, i) => {
        shares[at[property]] = (shares[at[property]] ?? 0) + (1 - OPEN) * (explained[i] ?? 0);
      });
      return shares;
    });
  }
  return prior;
}

const priorOf = (sharesOf: (property: Property) => number[]): Prior => ({
  waiting: sharesOf('waiting'),
  kneeMb: sharesOf('kneeMb'),
  steepness: sharesOf('steepness'),
  parallel: sharesOf('parallel'),
  noise: sharesOf('noise'),
});
