import { setTimeout as sleep } from 'node:timers/promises';

/** Time, in ms; tests have their own. */
export interface Clock {
  now: () => number;
  /** Ends early when the signal aborts. */
  sleep: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
};

/** Lets so many messages pass per second, on average. */
export interface Rate {
  /** Waits until the messages that have passed are paid for. */
  ready: (signal?: AbortSignal) => Promise<void>;
  passed: (messages: number) => void;
}

/**
 * A limit without credit: time in which nothing passed is not made up for.
 *
 * @example
 * const rate = createRate(10);
 * await rate.ready();
 * rate.passed(10); // the next ready() waits for a second
 */
export function createRate(perSecond: number, { now, sleep: wait }: Clock = realClock): Rate {
  let readyAt = -Infinity;
  return {
    ready: async (signal) => {
      const ms = readyAt - now();
      if (ms > 0) await wait(ms, signal);
    },
    passed: (messages) => {
      readyAt = Math.max(readyAt, now()) + (messages * 1000) / perSecond;
    },
  };
}

/** Messages of one call at a rate: as few as keep within it each second, ten at most. */
export const batchAt = (perSecond: number): number =>
  Math.max(1, Math.min(10, Math.floor(perSecond)));
