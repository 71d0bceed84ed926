// Held here because the loops below are hot, and a test's sandbox looks up globals slowly.
const { min } = Math;

/** Where a Gaussian process stands after it has seen measurements at some positions. */
export interface Posterior {
  /** Log likelihood of values at the positions that were seen. */
  logLikelihood(values: readonly number[]): number;
  /** How the values that were seen are weighted at another position, and the variance that is left there. */
  at(position: number): { weights: number[]; variance: number };
}

export interface Kernel {
  /** Prior variance of the level that all positions share. */
  level: number;
  /** Standard deviation of the deviations from that level. */
  deviation: number;
  /** Distance over which deviations are alike. */
  length: number;
  /** Standard deviation of a single measurement. */
  noise: number;
}

/** A zero-mean Gaussian process on a line: a shared level, smooth deviations from it, and noise. */
export function observe(positions: readonly number[], kernel: Kernel): Posterior {
  const covariance = (a: number, b: number): number =>
    kernel.level + kernel.deviation ** 2 * Math.exp(-0.5 * ((a - b) / kernel.length) ** 2);
  const rows = cholesky(
    positions.map((a, i) =>
      positions.map((b, j) => covariance(a, b) + (i === j ? kernel.noise ** 2 : 0)),
    ),
  );
  const logScale = sum(rows.map((row, i) => Math.log(row[i] ?? NaN) + 0.5 * Math.log(2 * Math.PI)));
  return {
    logLikelihood: (values) => {
      const whitened = solveLower(rows, values);
      return -0.5 * dot(whitened, whitened) - logScale;
    },
    at: (position) => {
      const half = solveLower(
        rows,
        positions.map((seen) => covariance(seen, position)),
      );
      const variance = covariance(position, position) + kernel.noise ** 2 - dot(half, half);
      return { weights: solveUpper(rows, half), variance: Math.max(variance, kernel.noise ** 2) };
    },
  };
}

/** @returns The rows of the lower triangular L with L·Lᵀ = matrix. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const rows: number[][] = [];
  for (const [i, source] of matrix.entries()) {
    const row: number[] = [];
    for (const [j, value] of source.slice(0, i + 1).entries()) {
      const rest = value - dot(row, j === i ? row : (rows[j] ?? []));
      row.push(j === i ? Math.sqrt(rest) : rest / (rows[j]?.[j] ?? NaN));
    }
    rows.push(row);
  }
  return rows;
}

function solveLower(rows: readonly number[][], values: readonly number[]): number[] {
  const solved: number[] = [];
  for (const [i, row] of rows.entries()) {
    solved.push(((values[i] ?? NaN) - dot(solved, row)) / (row[i] ?? NaN));
  }
  return solved;
}

function solveUpper(rows: readonly number[][], values: readonly number[]): number[] {
  const solved = [...values];
  for (const [i, row] of [...rows.entries()].reverse()) {
    const value = (solved[i] ?? NaN) / (row[i] ?? NaN);
    solved[i] = value;
    for (let j = 0; j < i; j++) solved[j] = (solved[j] ?? NaN) - (row[j] ?? NaN) * value;
  }
  return solved;
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

/** As far as the shorter of the two goes. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (let i = min(a.length, b.length) - 1; i >= 0; i--) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}
