import { CommandError } from '@acado/command-line';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Repeats `missing` until nothing is.
 *
 * @param missing Says what is still waited for; nothing when it is over.
 * @throws {CommandError} past the deadline, with what is missing; or as soon as the signal is given.
 */
export async function untilNothingIsMissing(
  missing: () => Promise<string | undefined>,
  signal: AbortSignal,
  { timeoutMs = 120_000, intervalMs = 100 } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (let what = await missing(); what !== undefined; what = await missing()) {
    if (Date.now() > deadline)
      throw new CommandError(`Not within ${timeoutMs / 1000} s: ${what}`, 1);
    await delay(intervalMs, undefined, { signal });
  }
}
