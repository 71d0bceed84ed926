import { type Catcher, type Retrier } from '../definition/states-language.ts';
import { type StateFailure } from './state-failure.ts';

/** What `States.ALL` leaves alone; nothing recovers from the first one. */
const UNRECOVERABLE = 'States.Runtime';
const NOT_ALL = new Set([UNRECOVERABLE, 'States.DataLimitExceeded']);

const matches = (wanted: string[], { name }: Pick<StateFailure, 'name'>): boolean => {
  if (name === UNRECOVERABLE) return false;
  return wanted.some(
    (error) =>
      error === name ||
      (error === 'States.ALL' && !NOT_ALL.has(name)) ||
      (error === 'States.TaskFailed' && name !== 'States.Timeout'),
  );
};

/** The first that knows what to do with a failure. */
export const catcherFor = (catchers: Catcher[], failure: StateFailure): Catcher | undefined =>
  catchers.find(({ ErrorEquals }) => matches(ErrorEquals, failure));

/** Counts the attempts of one state; each retrier has its own count. */
export const createRetries = (retriers: Retrier[], random: () => number = Math.random) => {
  const attempts = retriers.map(() => 0);

  return {
    /** All retries so far. */
    count: () => attempts.reduce((sum, made) => sum + made, 0),
    /** Milliseconds to wait before the next attempt; `undefined` when there is none. */
    next: (failure: StateFailure): number | undefined => {
      const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
      const retrier = retriers[index];
      if (!retrier) return undefined;
      const made = attempts[index] ?? 0;
      if (made >= retrier.MaxAttempts) return undefined;
      attempts[index] = made + 1;
      const { IntervalSeconds, BackoffRate, MaxDelaySeconds = Infinity } = retrier;
      const seconds = Math.min(IntervalSeconds * BackoffRate ** made, MaxDelaySeconds);
      return seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1);
    },
  };
};
