import type { Question } from './input.ts';

export const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Requests in the order of their arrival. */
export interface Arrivals {
  /** In ms from the beginning of the period; negative for those that only warm it up. */
  times: Float64Array;
  /** How many of the first times are negative: simulated, but not counted. */
  warmUp: number;
  /** Length of the period, in hours. */
  hours: number;
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A Poisson process for each minute: gaps between requests are exponential. */
function poissonTimes(perMinute: readonly number[], seed: number): number[] {
  const random = seededRandom(seed);
  return perMinute.flatMap((rate, minute) => {
    const times: number[] = [];
    if (rate === 0) return times;
    for (let at = 0; ;) {
      at -= (Math.log(1 - random()) / rate) * MINUTE_MS;
      if (at >= MINUTE_MS) return times;
      times.push(minute * MINUTE_MS + at);
    }
  });
}

/**
 * The requests of a period. A profile of rates recurs, so what came before its first minute is its own end, as far back
 * as an idle environment stays; a record of timestamps begins with no environment at all.
 *
 * @returns Arrivals; there may be none if the rates are low.
 */
export function arrivalsOf(question: Question): Arrivals {
  const { perMinute, timestamps = [], from = '', hours = 0 } = question.arrivals;
  if (!perMinute) {
    const begin = Date.parse(from);
    const times = Float64Array.from(timestamps, (text) => Date.parse(text) - begin).sort();
    return { times, warmUp: 0, hours };
  }
  const times = poissonTimes(perMinute, question.seed);
  const periodMs = perMinute.length * MINUTE_MS;
  const backMs = question.idleTimeoutSeconds * 1000 + question.durationMs + question.initMs;
  const before = times.filter((at) => at >= periodMs - backMs).map((at) => at - periodMs);
  return {
    times: Float64Array.from(before.concat(times)),
    warmUp: before.length,
    hours: perMinute.length / 60,
  };
}
