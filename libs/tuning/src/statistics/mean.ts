/** Arithmetic mean; `NaN` of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The values without some of the smallest and as many of the largest, ascending.
 *
 * @param cut How many to leave out at each end.
 *
 * @example
 * trimmed([9, 1, 2, 3, 4], 1); // [2, 3, 4]
 */
export const trimmed = (values: readonly number[], cut: number): number[] =>
  [...values].sort((a, b) => a - b).slice(cut, values.length - cut);

/** How many of `count` values the contract leaves out at each end. */
export const contractCut = (count: number, discard: number): number => Math.trunc(count * discard);

/** The same rounded up, as far as something is left: one outlier among five must not decide anything. */
export const robustCut = (count: number, discard: number): number =>
  Math.min(Math.ceil(count * discard), Math.floor((count - 1) / 2));

/**
 * Mean of the values without the extremes, as aws-lambda-power-tuning averages: `trunc(n × discard)` are left out at
 * each end.
 *
 * @param discard Share to leave out at each end, 0 to 0.4.
 *
 * @example
 * trimmedMean([9, 1, 2, 3, 4], 0.2); // 3
 */
export const trimmedMean = (values: readonly number[], discard: number): number =>
  mean(trimmed(values, contractCut(values.length, discard)));
