/** Arithmetic mean; `NaN` of nothing. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The values without the smallest and the largest `trunc(n × discard)`, ascending.
 *
 * @param discard Share to leave out at each end, 0 to 0.4.
 *
 * @example
 * trimmed([9, 1, 2, 3, 4], 0.2); // [2, 3, 4]
 */
export function trimmed(values: readonly number[], discard: number): number[] {
  const cut = Math.trunc(values.length * discard);
  return [...values].sort((a, b) => a - b).slice(cut, values.length - cut);
}

/**
 * Mean of the values without the extremes, as aws-lambda-power-tuning averages.
 *
 * @param discard Share to leave out at each end, 0 to 0.4.
 *
 * @example
 * trimmedMean([9, 1, 2, 3, 4], 0.2); // 3
 */
export const trimmedMean = (values: readonly number[], discard: number): number =>
  mean(trimmed(values, discard));
