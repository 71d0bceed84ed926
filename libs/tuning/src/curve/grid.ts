import type { Shape } from './shape.ts';

/** The values that each property of a curve may have. 1,769 MB is where Lambda gives one vCPU. */
export const GRID = {
  waiting: [0, 0.01, 0.03, 0.07, 0.15, 0.25, 0.4, 0.6, 0.8, 0.95, 1],
  kneeMb: [150, 220, 330, 500, 750, 1150, 1769, 2600],
  steepness: [1, 1.05, 1.1, 1.3, 1.7, 'brief'],
  parallel: [0, 0.4],
  /** Standard deviation of a measurement around the curve, of its logarithm: 0.1 is 10 %. */
  noise: [0.02, 0.05, 0.1, 0.2, 0.4, 0.8],
} as const;

export type Property = keyof typeof GRID;
export const PROPERTIES = ['waiting', 'kneeMb', 'steepness', 'parallel', 'noise'] as const;

/** One way in which measurements may have come about: a value of each property. */
export interface Explanation {
  shape: Shape;
  noise: number;
  /** Where each of its values stands in the grid. */
  at: Readonly<Record<Property, number>>;
}

/** Every combination of the grid's values that makes sense, with all of one noise together. */
export const EXPLANATIONS: readonly Explanation[] = GRID.noise.flatMap((noise, n) =>
  GRID.waiting.flatMap((waiting, w) =>
    GRID.kneeMb.flatMap((kneeMb, k) =>
      GRID.steepness.flatMap((steepness, s) =>
        GRID.parallel.flatMap((parallel, p) => {
          const shape = { waiting, kneeMb, steepness, parallel };
          const at = { waiting: w, kneeMb: k, steepness: s, parallel: p, noise: n };
          return makesSense(shape) ? [{ shape, noise, at }] : [];
        }),
      ),
    ),
  ),
);

/** What is computed in some milliseconds is computed, and not by several threads. */
function makesSense({ steepness, waiting, parallel }: Shape): boolean {
  return steepness !== 'brief' || (waiting < 1 && parallel === 0);
}
