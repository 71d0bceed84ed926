/**
 * Percentile by linear interpolation between the closest ranks: the value at position `p × (n - 1)` of the sorted
 * values (Hyndman and Fan's type 7, what NumPy, R and spreadsheets give by default).
 *
 * @param p 0 to 1.
 * @throws {RangeError} If there is no value.
 *
 * @example
 * percentile([10, 20, 30, 40], 0.5); // 25
 */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = p * (sorted.length - 1);
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (low === undefined || high === undefined) throw new RangeError('No values');
  return low + (high - low) * (position - Math.floor(position));
}
