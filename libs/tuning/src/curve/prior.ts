import { EXPLANATIONS, type Property } from './grid.ts';
import learnt from './prior.json' with { type: 'json' };

/** How likely each value of the grid is, for a function of which nothing is known yet. */
export type Prior = Readonly<Record<Property, readonly number[]>>;

/** Learnt from the reference measurements: `npx node tools/tune/src/predict/train.ts` makes it anew. */
export const REFERENCE_PRIOR: Prior = learnt;

/** @returns How likely each explanation is, its properties taken to be independent. */
export function weightsOf(prior: Prior): Float64Array {
  const weights = new Float64Array(EXPLANATIONS.length);
  EXPLANATIONS.forEach(({ at }, i) => {
    weights[i] =
      (prior.waiting[at.waiting] ?? 0) *
      (prior.kneeMb[at.kneeMb] ?? 0) *
      (prior.steepness[at.steepness] ?? 0) *
      (prior.parallel[at.parallel] ?? 0) *
      (prior.noise[at.noise] ?? 0);
  });
  return weights;
}
