import { EXPLANATIONS, PROPERTIES, type Property } from './grid.ts';
import learnt from './prior.json' with { type: 'json' };

/** How likely each value of the grid is, for a function of which nothing is known yet. */
export type Prior = Readonly<Record<Property, readonly number[]>>;

/** Learnt from the reference measurements: `node tools/tune/src/predict/train.ts` makes it anew. */
export const REFERENCE_PRIOR: Prior = learnt;

/** @returns How likely each explanation is, its properties taken to be independent. */
export function weightsOf(prior: Prior): Float64Array {
  return Float64Array.from(EXPLANATIONS, ({ at }) =>
    PROPERTIES.reduce((weight, property) => weight * (prior[property][at[property]] ?? 0), 1),
  );
}
