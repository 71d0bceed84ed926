import { setTimeout as sleep } from 'node:timers/promises';

/** How often and how patiently something is tried again. Every part has a default. */
export interface RetryPolicy {
  /** Calls in all, the first included. Default 5. */
  maxAttempts?: number;
  /**
   * A call that takes at least one item starts the count again: for answers that are cut off by their size.
   * Default false.
   */
  resetOnProgress?: boolean;
  /** Upper bound of the first pause, in milliseconds; it doubles with each attempt. Default 50. */
  baseDelayMs?: number;
  /** Upper bound of any pause, in milliseconds. Default 2,000. */
  maxDelayMs?: number;
  /** Waits the given milliseconds; tests pass one that returns at once. */
  delay?: (milliseconds: number) => Promise<unknown>;
  /** Uniform number in [0, 1); tests pass a fixed one. */
  random?: () => number;
}

/** The policy with every default filled in. */
export const retryPolicy = (policy: RetryPolicy = {}): Required<RetryPolicy> => ({
  maxAttempts: policy.maxAttempts ?? 5,
  resetOnProgress: policy.resetOnProgress ?? false,
  baseDelayMs: policy.baseDelayMs ?? 50,
  maxDelayMs: policy.maxDelayMs ?? 2_000,
  delay: policy.delay ?? sleep,
  random: policy.random ?? Math.random,
});

/**
 * The pause before the next attempt, in milliseconds: exponential with full jitter, so that clients
 * that were refused together do not come back together.
 *
 * @param attempt How many attempts were made so far, from 1.
 *
 * @example
 * backoffMs(3, { random: () => 0.5 }); // 100: half of 50 * 2^2
 */
export function backoffMs(attempt: number, policy: RetryPolicy = {}): number {
  const { baseDelayMs, maxDelayMs, random } = retryPolicy(policy);
  return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** (attempt - 1));
}
