import { percentile } from './statistics/percentile.ts';
import type { CandidateSamples, Sample } from './types.ts';

/** An invocation that had to start an environment. */
export const isCold = ({ initMs, restoreMs }: Sample): boolean =>
  initMs !== undefined || restoreMs !== undefined;

/** ms from the invocation to its end as the contract counts them: with init and restore. */
export const totalDurationMs = ({ durationMs, initMs = 0, restoreMs = 0 }: Sample): number =>
  durationMs + initMs + restoreMs;

/** Durations of the warm invocations, in ms; of the cold ones where there are no others. */
export function usualDurations(samples: readonly Sample[]): number[] {
  const warm = samples.filter((sample) => !isCold(sample));
  return (warm.length > 0 ? warm : samples).map(totalDurationMs);
}

/** MB; `undefined` where no report said it. */
export function maxMemoryOf(samples: readonly Sample[]): number | undefined {
  const used = samples.flatMap(({ maxMemoryUsedMb }) => maxMemoryUsedMb ?? []);
  return used.length === 0 ? undefined : Math.max(...used);
}

/** Fewer warm samples than this say too little of a candidate. */
const LEAST_WARM = 3;

/** Warm invocations until a runtime has compiled what it runs often. */
const WARM_UP = 10;

/** How much longer they take then, so that it is no noise. */
const WARMING = 1.1;

/**
 * Without the warm-up, if there is one: with a small share of a CPU the first invocations take several times as long as
 * those after them, which are what a function is billed for day by day. At most every other invocation is left out.
 */
function settled(warm: readonly Sample[]): Sample[] {
  const first = Math.min(WARM_UP, Math.floor(warm.length / 2));
  const median = (samples: readonly Sample[]): number =>
    percentile(samples.map(totalDurationMs), 0.5);
  const isWarmingUp =
    first > 0 && median(warm.slice(0, first)) > WARMING * median(warm.slice(first));
  return warm.slice(isWarmingUp ? first : 0);
}

/**
 * The samples by which candidates are compared: the warm ones after the warm-up, if all candidates have some. How many
 * cold starts a candidate happened to have says nothing about its size.
 */
export function comparableSamples(candidates: readonly CandidateSamples[]): Sample[][] {
  const warm = candidates.map(({ samples }) => samples.filter((sample) => !isCold(sample)));
  const areEnough = warm.every(({ length }) => length >= LEAST_WARM);
  return areEnough ? warm.map(settled) : candidates.map(({ samples }) => samples);
}
