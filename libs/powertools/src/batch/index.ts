export { backoffMs, type RetryPolicy } from './backoff.ts';
export { isRetryable, toError } from './is-retryable.ts';
export { mapConcurrently } from './map-concurrently.ts';
export { packBatches, type BatchLimits } from './pack-batches.ts';
export { refuseAll, type Refused, retryRemaining } from './retry-remaining.ts';
