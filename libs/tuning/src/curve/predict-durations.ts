import { dot, observe } from './gaussian-process.ts';
import { type Component, quantile, tilt } from './mixture.ts';
import { relativeDuration, SHAPES } from './shape.ts';

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
  /** ms: four of five measurements lie between `low` and `high`. */
  low: number;
  high: number;
}

/** Standard deviations of measurements around the curve, in logarithms: 0.1 is 10 %. */
const NOISES = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8];
/** What no shape explains: deviations of 10 %, alike within half a doubling of the memory. */
const KERNEL = { level: 100, deviation: 0.1, length: 0.7 };
/** Between the median (0) and the value of least percentage error (1). */
const TILT = 0.5;
/** What weighs less than this against the likeliest explanation is left out. */
const NEGLIGIBLE = 1e-5;

/**
 * Predicts what a function takes at memory sizes that were not measured.
 *
 * Every shape that a function's curve may have is weighted by how well it explains the measurements
 * at every level of noise; a Gaussian process follows what no shape explains.
 *
 * @throws {RangeError} when there is no measurement, when there are not as many durations as sizes,
 * or when a size or duration is not a positive number.
 * @example
 * predictDurations({ memoryMb: [128, 512, 3008], durationMs: [1600, 400, 130] }, [256, 1024]);
 * // about 800 and 205 ms
 */
export function predictDurations(
  measured: Measured,
  memoryMb: readonly number[],
): PredictedDuration[] {
  const known = meansOf(measured);
  memoryMb.forEach((size, i) => assertPositive(size, `memoryMb[${i}]`));
  const distribution = distributionOf(known);
  return memoryMb.map((size) => {
    const components = distribution(size);
    const low = Math.exp(quantile(components, 0.1));
    const high = Math.exp(quantile(components, 0.9));
    const durationMs = known.get(size) ?? Math.exp(quantile(tilt(components, TILT), 0.5));
    return { durationMs, low: Math.min(low, durationMs), high: Math.max(high, durationMs) };
  });
}

/** @returns What the logarithm of a measurement at a size may be, after all that is known. */
function distributionOf(known: ReadonlyMap<number, number>): (memoryMb: number) => Component[] {
  const sizes = [...known.keys()];
  const logs = [...known.values()].map(Math.log);
  // The process has a mean of zero: only so do predictions stay in proportion to the durations.
  const level = logs.reduce((total, log) => total + log, 0) / logs.length;
  const positions = sizes.map(Math.log);
  const explained = SHAPES.map((shape) => ({
    shape,
    rest: logs.map((log, i) => log - level - Math.log(relativeDuration(shape, sizes[i] ?? NaN))),
  }));
  const explanations = NOISES.flatMap((noise) => {
    const posterior = observe(positions, { ...KERNEL, noise });
    return explained.map(({ shape, rest }) => ({
      shape,
      rest,
      posterior,
      score: posterior.logLikelihood(rest),
    }));
  });
  const best = explanations.reduce((highest, { score }) => Math.max(highest, score), -Infinity);
  const likely = explanations
    .map((explanation) => ({ ...explanation, weight: Math.exp(explanation.score - best) }))
    .filter(({ weight }) => weight > NEGLIGIBLE);
  return (memoryMb) => {
    const at = new Map(
      [...new Set(likely.map(({ posterior }) => posterior))].map((posterior) => [
        posterior,
        posterior.at(Math.log(memoryMb)),
      ]),
    );
    return likely.flatMap(({ shape, rest, posterior, weight }) => {
      const here = at.get(posterior);
      if (!here) return [];
      const mean = level + Math.log(relativeDuration(shape, memoryMb)) + dot(here.weights, rest);
      return { weight, mean, deviation: Math.sqrt(here.variance) };
    });
  };
}

/** @returns The mean duration by size. */
function meansOf({ memoryMb, durationMs }: Measured): Map<number, number> {
  if (memoryMb.length === 0) throw new RangeError('There is no measurement to predict from');
  if (memoryMb.length !== durationMs.length) {
    throw new RangeError(
      `memoryMb has ${memoryMb.length} values, durationMs ${durationMs.length}: one of each per measurement`,
    );
  }
  const groups = Map.groupBy(memoryMb.keys(), (i) => memoryMb[i] ?? NaN);
  return new Map(
    [...groups].map(([size, indexes]) => {
      const durations = indexes.map((i) => {
        const duration = durationMs[i] ?? NaN;
        assertPositive(size, `memoryMb[${i}]`);
        assertPositive(duration, `durationMs[${i}]`);
        return duration;
      });
      return [size, durations.reduce((total, duration) => total + duration, 0) / durations.length];
    }),
  );
}

function assertPositive(value: number, name: string): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} must be a number above 0, not ${value}`);
  }
}
