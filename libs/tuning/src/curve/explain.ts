import { dot, observe } from './gaussian-process.ts';
import { EXPLANATIONS, GRID } from './grid.ts';
import type { Component } from './mixture.ts';
import { durationAtKnee, relativeDuration } from './shape.ts';

// Held here because they are called often, and a test's sandbox looks up globals slowly.
const { exp, log, max, sqrt } = Math;

/** Measurements, a size at most once. */
export interface Points {
  /** MB. */
  memoryMb: readonly number[];
  /** ms. */
  durationMs: readonly number[];
}

/** What no shape explains: deviations of some 6 %, alike within a doubling of the memory. */
const KERNEL = { level: 100, deviation: 0.06, length: 0.7 };
/** The same where the shape says how long a function takes, to within some 30 %. */
const BRIEF_KERNEL = { ...KERNEL, level: 0.3 ** 2 };
/** What is so much less likely than the likeliest explanation is left out. */
const NEGLIGIBLE = 1e-3;

/** How well each explanation agrees with some measurements. */
export interface Explained {
  /** In the order of `EXPLANATIONS`, 1 for the best of them. */
  likelihoods: Float64Array;
  /** @returns What the logarithm of a measurement at a size (MB) may be, under these weights. */
  predict(weights: Float64Array): (memoryMb: number) => Component[];
}

/** Holds measurements against every explanation; a Gaussian process takes up what is left. */
export function explain({ memoryMb, durationMs }: Points): Explained {
  const logs = durationMs.map(log);
  const positions = memoryMb.map(log);
  // The process has a mean of zero: only so do predictions stay in proportion to the durations.
  const average = logs.reduce((total, value) => total + value, 0) / logs.length;
  const curves = EXPLANATIONS.slice(0, EXPLANATIONS.length / GRID.noise.length).map(({ shape }) => {
    const known = durationAtKnee(shape);
    const level = known === undefined ? average : log(known);
    const rest = logs.map(
      (value, i) => value - level - log(relativeDuration(shape, memoryMb[i] ?? 0)),
    );
    return { shape, level, rest, isBrief: known !== undefined };
  });
  const posteriors = GRID.noise.map((noise) => ({
    usual: observe(positions, { ...KERNEL, noise }),
    brief: observe(positions, { ...BRIEF_KERNEL, noise }),
  }));
  const logLikelihoods = posteriors.flatMap(({ usual, brief }) =>
    curves.map(({ rest, isBrief }) => (isBrief ? brief : usual).logLikelihood(rest)),
  );
  const best = logLikelihoods.reduce((highest, value) => max(highest, value), -Infinity);
  const likelihoods = new Float64Array(logLikelihoods.map((value) => exp(value - best)));

  const predict = (weights: Float64Array) => {
    const scores = likelihoods.map((likelihood, i) => likelihood * (weights[i] ?? 0));
    const least = NEGLIGIBLE * scores.reduce((highest, score) => max(highest, score), 0);
    const likely = EXPLANATIONS.flatMap(({ at }, i) => {
      const weight = scores[i] ?? 0;
      const curve = curves[i % curves.length];
      return curve && weight > least ? [{ ...curve, noise: at.noise, weight }] : [];
    });
    return (size: number): Component[] => {
      const places = posteriors.map(({ usual, brief }) => ({
        usual: usual.at(log(size)),
        brief: brief.at(log(size)),
      }));
      return likely.flatMap(({ shape, level, rest, isBrief, noise, weight }) => {
        const place = places[noise]?.[isBrief ? 'brief' : 'usual'];
        if (!place) return [];
        const mean = level + log(relativeDuration(shape, size)) + dot(place.weights, rest);
        return { weight, mean, deviation: sqrt(place.variance) };
      });
    };
  };
  return { likelihoods, predict };
}
