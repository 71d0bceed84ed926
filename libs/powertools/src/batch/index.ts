export { backoffMs, type RetryPolicy } from './backoff.ts';
export { isRetryable, toError } from './is-retryable.ts';
export { mapConcurrently } from './map-concurrently.ts';
export { packBatches, type BatchLimits } from './pack-batches.ts';
export { retryRemaining, type Refused } from './retry-remaining.ts';
