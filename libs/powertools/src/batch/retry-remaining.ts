import { backoffMs, retryPolicy, type RetryPolicy } from './backoff.ts';
import { isRetryable, toError } from './is-retryable.ts';

/** An item that a batch call did not take, and why. */
export interface Refused<T> {
  item: T;
  error: Error;
  /** Whether trying again can help. */
  retryable: boolean;
}

/**
 * Sends a batch and sends again only what was refused for a passing reason, with backoff, until nothing is left
 * or the attempts are used up. A call that throws counts as a refusal of all its items.
 *
 * @param send Makes one call and returns the items it did not take.
 * @returns What was not taken in the end; never rejects.
 *
 * @example
 * const lost = await retryRemaining(entries, async (batch) => refusedBy(await client.send(put(batch))));
 */
export async function retryRemaining<T>(
  items: readonly T[],
  send: (items: T[]) => Promise<Refused<T>[]>,
  policy: RetryPolicy = {},
): Promise<Refused<T>[]> {
  const { maxAttempts, resetOnProgress, delay } = retryPolicy(policy);
  const lost: Refused<T>[] = [];
  let remaining = [...items];
  for (let attempt = 1; remaining.length > 0; attempt += 1) {
    const refused = await send(remaining).catch((thrown: unknown) => refuseAll(remaining, thrown));
    if (resetOnProgress && refused.length < remaining.length) attempt = 0;
    const final = attempt >= maxAttempts;
    lost.push(...refused.filter(({ retryable }) => final || !retryable));
    remaining = final ? [] : refused.filter(({ retryable }) => retryable).map(({ item }) => item);
    if (remaining.length > 0) await delay(backoffMs(attempt, policy));
  }
  return lost;
}

/**
 * What a call that throws says of each item it was made for.
 *
 * @example
 * await send(batch).catch((error: unknown) => refuseAll(batch, error));
 */
export const refuseAll = <T>(items: readonly T[], thrown: unknown): Refused<T>[] =>
  items.map((item) => ({ item, error: toError(thrown), retryable: isRetryable(thrown) }));
