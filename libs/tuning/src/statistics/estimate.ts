import { contractCut, mean, trimmed } from './mean.ts';
import { tQuantile } from './student-t.ts';

/** A mean, and how far off it may be. */
export interface Estimate {
  mean: number;
  standardError: number;
  /** Degrees of freedom of the standard error. */
  degrees: number;
}

const squaredDeviations = (values: readonly number[], around: number): number =>
  values.reduce((sum, value) => sum + (value - around) ** 2, 0);

/**
 * The trimmed mean and its standard error from the Winsorised variance (Tukey and McLaughlin; Yuen, Biometrika 1974);
 * without trimming it is the usual one.
 *
 * @param discard Share to leave out at each end, 0 to 0.4.
 * @param cutOf How many values that is.
 *
 * @example
 * estimate([10, 12, 11, 13, 40], 0.2).mean; // 12
 */
export function estimate(
  values: readonly number[],
  discard: number,
  cutOf: (count: number, discard: number) => number = contractCut,
): Estimate {
  const kept = trimmed(values, cutOf(values.length, discard));
  const average = mean(kept);
  // Of one value only the order of magnitude is known.
  if (values.length < 2) return { mean: average, standardError: Math.abs(average), degrees: 1 };
  if (kept.length < 2) return { ...estimate(values, 0), mean: average };
  const low = kept[0]!;
  const high = kept.at(-1)!;
  const winsorised = values.map((value) => Math.min(high, Math.max(low, value)));
  const deviations = squaredDeviations(winsorised, mean(winsorised));
  const degrees = kept.length - 1;
  return { mean: average, standardError: Math.sqrt(deviations / kept.length / degrees), degrees };
}

/**
 * The confidence interval of a mean of times or prices, so never below zero.
 *
 * @example
 * intervalOf(estimate([10, 12, 11, 13], 0), 0.95); // [9.45, 13.55]
 */
export function intervalOf(
  { mean: centre, standardError, degrees }: Estimate,
  confidence: number,
): [low: number, high: number] {
  const half = standardError === 0 ? 0 : tQuantile(confidence, degrees) * standardError;
  return [Math.max(0, centre - half), centre + half];
}
