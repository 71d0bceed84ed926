import { type Points } from './task.ts';

/** Predicts durations (ms) at sizes (MB) from those that are given. */
export type Fit = (given: Points, memoryMb: readonly number[]) => number[];

/** a0 + a1 / m by least squares. */
export const inverse: Fit = (given, memoryMb) =>
  linear(given, (size) => 1 / size).predict(memoryMb);

/** a0 + a1 · e^(-m / a2), as Parrotfish does: the a2 that leaves the least squares. */
export const exponential: Fit = (given, memoryMb) => {
  const fits = Array.from({ length: 300 }, (_, step) => 10 * 600 ** (step / 299)).map((scale) =>
    linear(given, (size) => Math.exp(-size / scale)),
  );
  const best = fits.reduce((least, fit) => (fit.squares < least.squares ? fit : least));
  return best.predict(memoryMb);
};

/** Straight lines between the measurements, on logarithmic scales. */
export const logLog: Fit = ({ memoryMb: sizes, durationMs }, memoryMb) =>
  memoryMb.map((size) => {
    const right = Math.max(
      1,
      sizes.findIndex((known) => known >= size),
    );
    const [x0, x1, y0, y1] = [
      sizes[right - 1] ?? NaN,
      sizes[right] ?? NaN,
      durationMs[right - 1] ?? NaN,
      durationMs[right] ?? NaN,
    ];
    return y0 * (y1 / y0) ** (Math.log(size / x0) / Math.log(x1 / x0));
  });

/** d = a0 + a1 · f(m) by least squares; never below half of the fastest measurement. */
function linear({ memoryMb, durationMs }: Points, f: (memoryMb: number) => number) {
  const mean = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0) / values.length;
  const xs = memoryMb.map(f);
  const x = mean(xs);
  const y = mean(durationMs);
  const a1 =
    mean(xs.map((value, i) => (value - x) * ((durationMs[i] ?? NaN) - y))) /
    mean(xs.map((value) => (value - x) ** 2));
  const at = (size: number) => y + a1 * (f(size) - x);
  return {
    squares: mean(memoryMb.map((size, i) => (at(size) - (durationMs[i] ?? NaN)) ** 2)),
    predict: (sizes: readonly number[]) =>
      sizes.map((size) => Math.max(at(size), Math.min(...durationMs) / 2)),
  };
}
