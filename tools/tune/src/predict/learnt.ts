import { type Prior } from '@acado/tuning';
import { type Evaluation } from './evaluate.ts';
import { learnFrom } from './leave-one-family-out.ts';
import { type Curve } from './measurements/measurements.ts';
import { summarise } from './summary.ts';

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** @returns What is kept of what all curves teach: `prior.json` of libs/tuning. */
export const learntFrom = (curves: readonly Curve[]): Prior => {
  const prior = learnFrom(curves)();
  const rounded = (shares: readonly number[]) => shares.map((share) => round(share, 4));
  return {
    waiting: rounded(prior.waiting),
    kneeMb: rounded(prior.kneeMb),
    steepness: rounded(prior.steepness),
    parallel: rounded(prior.parallel),
    noise: rounded(prior.noise),
  };
};

/** @returns What is kept of an evaluation: `reference-band.json` of libs/tuning. */
export function measuredBand(evaluation: Evaluation) {
  const { curves, families, notNoisy, withinBand, methods } = summarise(evaluation);
  const [ours] = methods;
  if (!ours) throw new Error('An evaluation has methods');
  return {
    curves,
    families,
    duration: round(ours.byCurve.meanError, 3),
    medianDuration: round(ours.byCurve.medianError, 3),
    cheapest: round(ours.byCurve.cheapest, 3),
    notNoisy: {
      curves: notNoisy,
      duration: round(ours.notNoisy.byCurve.meanError, 3),
      cheapest: round(ours.notNoisy.byCurve.cheapest, 3),
    },
    withinBand: round(withinBand, 3),
  };
}
