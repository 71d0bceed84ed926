import { explain, type Points } from './explain.ts';
import { type Component, quantile, shareBelow, tilt } from './mixture.ts';
import { type Prior, REFERENCE_PRIOR, weightsOf } from './prior.ts';

/** Durations at some memory sizes: any number of them, in any order, a size more than once. */
export interface Measured {
  /** MB. */
  memoryMb: readonly number[];
  /** ms, the mean of each size's invocations; as many as there are sizes. */
  durationMs: readonly number[];
}

/** A duration that was not measured, and how far off it may be. */
export interface PredictedDuration {
  /** ms. Of a measured size it is the measurement (the mean of them). */
  durationMs: number;
  /** ms: a measurement would lie between `low` and `high` in about four of five cases. */
  low: number;
  high: number;
}

/** Between the median (0) and the value of least percentage error (1). */
const TILT = 0.75;
/** How likely a size must be cheaper than the cheapest measured one to be predicted so. */
const CHEAPER = 0.6;
/** What is not likely to be cheaper is predicted to cost at least this much more: no tie for others to break. */
const NOT_CHEAPER = 1.001;

/**
 * Predicts what a function takes at memory sizes that were not measured.
 *
 * Every shape that a function's curve may have is weighted by how well it explains the measurements,
 * and by how common it is among the reference measurements; the prediction is what they say together.
 * A size is predicted to cost less than the cheapest measured one only if that is likely (3 in 5):
 * the lowest of many predictions is mostly one that erred downwards.
 *
 * @param prior What is believed before measuring; another than the learnt one serves evaluations.
 * @throws {RangeError} when there is no measurement, when there are not as many durations as sizes,
 * or when a size or duration is not a positive number.
 * @example
 * predictDurations({ memoryMb: [128, 512, 3008], durationMs: [1600, 400, 130] }, [256, 1024]);
 * // about 800 and 210 ms
 */
export function predictDurations(
  measured: Measured,
  memoryMb: readonly number[],
  prior: Prior = REFERENCE_PRIOR,
): PredictedDuration[] {
  const known = meansOf(measured);
  memoryMb.forEach((size, i) => assertPositive(size, `memoryMb[${i}]`));
  const points: Points = { memoryMb: [...known.keys()], durationMs: [...known.values()] };
  const distribution = explain(points).predict(weightsOf(prior));
  const cheapest = Math.min(...[...known].map(([size, duration]) => size * duration));
  return memoryMb.map((size) => {
    const components = distribution(size);
    const durationMs = known.get(size) ?? pointOf(components, cheapest / size);
    return {
      durationMs,
      low: Math.min(durationMs, Math.exp(quantile(components, 0.05))),
      high: Math.max(durationMs, Math.exp(quantile(components, 0.95))),
    };
  });
}

/** @returns The duration (ms) to predict, `asCheap` being what the cheapest measured size comes to. */
function pointOf(components: readonly Component[], asCheap: number): number {
  const duration = Math.exp(quantile(tilt(components, TILT), 0.5));
  const isCheaper = shareBelow(components, Math.log(asCheap)) >= CHEAPER;
  return isCheaper ? duration : Math.max(duration, NOT_CHEAPER * asCheap);
}

/** @returns The mean duration by size. */
function meansOf({ memoryMb, durationMs }: Measured): Map<number, number> {
  if (memoryMb.length === 0) throw new RangeError('There is no measurement to predict from');
  if (memoryMb.length !== durationMs.length) {
    throw new RangeError(
      `memoryMb has ${memoryMb.length} values, durationMs ${durationMs.length}: one of each per measurement`,
    );
  }
  memoryMb.forEach((size, i) => assertPositive(size, `memoryMb[${i}]`));
  durationMs.forEach((duration, i) => assertPositive(duration, `durationMs[${i}]`));
  const bySize = Map.groupBy(durationMs, (_, i) => memoryMb[i] ?? NaN);
  return new Map([...bySize].map(([size, durations]) => [size, mean(durations)]));
}

const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;

function assertPositive(value: number, name: string): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} must be a number above 0, not ${value}`);
  }
}
