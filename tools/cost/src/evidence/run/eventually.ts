import { setTimeout as delay } from 'node:timers/promises';
import { CommandError } from '../../command.ts';

/**
 * Repeats `check` until it says yes.
 *
 * @throws {CommandError} past the deadline, with what was waited for; or as soon as the signal is given.
 */
export async function eventually(
  what: string,
  check: () => Promise<boolean>,
  signal: AbortSignal,
  { timeoutMs = 60_000, intervalMs = 100 } = {},
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await check())) {
    if (Date.now() > deadline) throw new CommandError(`Not within ${timeoutMs} ms: ${what}`, 1);
    await delay(intervalMs, undefined, { signal });
  }
}
