import { readFileSync } from 'node:fs';

/** Delays above these are none: another clock, another timeout, an environment made in advance. */
const MAX_DELAY_MS = 1000;
const MAX_WAIT_MS = 100;

const plausible = (delayMs: number, maxMs = MAX_DELAY_MS): number =>
  delayMs > 0 && delayMs < maxMs ? delayMs : 0;

/** Linux counts in hundredths of a second when a process began. */
const TICK_MS = 10;

/**
 * How long the process had run before Node.js began to count, in ms: Init is billed from the start of the runtime, which
 * is a shell script that becomes Node.js. 0 where nobody can tell.
 */
export const runtimeStartMs = (): number => {
  try {
    const [uptime] = readFileSync('/proc/uptime', 'utf8').split(' ');
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // The name of the program, in brackets, may have anything in it. The start is the 22nd field.
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3];
    return plausible(Number(uptime) * 1000 - Number(start) * TICK_MS - performance.now());
  } catch {
    return 0;
  }
};

/**
 * When Lambda started the clock of an invocation that has come to the handler now, by `performance.now()`: as long before
 * the deadline as the function's timeout.
 *
 * @example
 * invocationStart(context.getRemainingTimeInMillis(), 10_000);
 */
export const invocationStart = (remainingMs: number, timeoutMs: number): number =>
  performance.now() - plausible(timeoutMs - remainingMs);

/**
 * What Init was billed, in ms, for the environment's first invocation: it lasted until then, unless the environment had
 * waited for it.
 *
 * @param start Of the first invocation, by `performance.now()`.
 * @param loadedAt When the handler was made, by `performance.now()`.
 */
export const initDuration = (start: number, loadedAt: number): number =>
  runtimeStartMs() + loadedAt + plausible(start - loadedAt, MAX_WAIT_MS);
