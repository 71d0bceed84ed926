import type { Measured, UsageFile } from './usage-file.ts';

/** How sure a statement is that goes beyond the noise. */
export const CONFIDENCE = 0.95;

/** Two-sided quantiles of Student's t at 95 %, for 1, 2, 3 … degrees of freedom. */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145,
  2.131, 2.12, 2.11, 2.101, 2.093, 2.086,
];
const NORMAL95 = 1.96;

/** The quantile for the mean of some runs. */
export const tQuantile = (runs: number): number =>
  T95[runs - 2] ?? (runs > 1 ? NORMAL95 : Infinity);

/** Mean of a few runs, and its standard error. */
export function meanOf(values: readonly number[]): Measured {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: n > 1 ? Math.sqrt(squares / (n - 1) / n) : 0 };
}

/**
 * Standard errors of figures that are computed from measured usage: each measured mean is moved by its own standard error
 * in turn, and what a figure moves adds up in squares. The errors are taken to be independent of each other.
 *
 * @param figures Any functions of the usage; for differences of costs with the same usage, the differences themselves.
 *
 * @example
 * standardErrorsOf(usage, (moved) => [costOf(after, moved) - costOf(before, moved)]);
 */
export function standardErrorsOf(
  usage: UsageFile,
  figures: (usage: UsageFile) => readonly number[],
): number[] {
  const copy = structuredClone(usage);
  const still = figures(copy);
  const squares = still.map(() => 0);
  for (const value of measuredIn(copy)) {
    if (value.standardError === 0) continue;
    const { mean } = value;
    value.mean = mean + value.standardError;
    figures(copy).forEach((figure, index) => {
      squares[index]! += (figure - still[index]!) ** 2;
    });
    value.mean = mean;
  }
  return squares.map(Math.sqrt);
}

/** Every measured value in it, however deep. */
function measuredIn(value: unknown): Measured[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(measuredIn);
  return isMeasured(value) ? [value, ...inside] : inside;
}

const isMeasured = (value: object): value is Measured =>
  'mean' in value && 'standardError' in value;
