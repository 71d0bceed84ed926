import { setTimeout as sleep } from 'node:timers/promises';

/** Time as the models see it; tests have one of their own. */
export interface Clock {
  /** ms since some moment. */
  now(): number;
  /** Resolves at that moment, at once when it has passed, and when the signal is aborted. */
  sleepUntil(at: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  sleepUntil: async (at, signal) => {
    const left = at - performance.now();
    if (left <= 0 || signal.aborted) return;
    // Rounded up, since a timer cuts fractions off and would be early. An abort ends the sleep, and what sleeps looks at the signal itself.
    await sleep(Math.ceil(left), undefined, { signal }).catch(() => undefined);
  },
};
