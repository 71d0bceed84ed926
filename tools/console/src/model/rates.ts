import type { Minutes } from '../aws/counters.ts';

/** Long enough for a rate that can be read, short enough to be that of now. */
const WINDOW_MS = 5000;

export type Count = { perSecond: number; total: number };

export type Rates = {
  /** Takes what every counter says at a time; what was counted per second lately, and in all. */
  take(at: number, counters: ReadonlyMap<string, Minutes>): Map<string, Count>;
};

type Look = { at: number; gained: number };

/** What was added from one look to the next; a counter that began anew is no loss. */
export function gained(before: Minutes, now: Minutes): number {
  let sum = 0;
  for (const [minute, count] of now) sum += Math.max(0, count - (before.get(minute) ?? 0));
  return sum;
}

/**
 * Functions that were invoked between two looks. Sums would not tell: where one minute leaves the hour while an
 * invocation comes in, they stay as they are.
 */
export function busyFunctions(
  names: readonly string[],
  before: ReadonlyMap<string, Minutes>,
  now: ReadonlyMap<string, Minutes>,
): string[] {
  const countsIn = (counters: typeof now, name: string): Minutes =>
    counters.get(`Invocations ${name}`) ?? new Map();
  return names.filter((name) => gained(countsIn(before, name), countsIn(now, name)) > 0);
}

/** Rates per second from counters that are looked at now and then. */
export function createRates(): Rates {
  let before: ReadonlyMap<string, Minutes> | undefined;
  const looks = new Map<string, Look[]>();

  const perSecond = (key: string, at: number, gain: number): number => {
    const recent = (looks.get(key) ?? []).filter((look) => look.at >= at - WINDOW_MS);
    recent.push({ at, gained: gain });
    looks.set(key, recent);
    // The gain of the first look is from before the time that is measured.
    const spanMs = at - recent[0]!.at;
    const sum = recent.slice(1).reduce((total, look) => total + look.gained, 0);
    return spanMs > 0 ? (sum / spanMs) * 1000 : 0;
  };

  return {
    take: (at, counters) => {
      const rates = new Map<string, Count>();
      for (const [key, minutes] of counters) {
        const gain = before ? gained(before.get(key) ?? new Map(), minutes) : 0;
        const total = [...minutes.values()].reduce((sum, count) => sum + count, 0);
        rates.set(key, { perSecond: perSecond(key, at, gain), total });
      }
      before = counters;
      return rates;
    },
  };
}
