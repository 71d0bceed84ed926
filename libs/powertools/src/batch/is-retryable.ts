const THROTTLING =
  /Throttl|ProvisionedThroughputExceeded|RequestLimitExceeded|TooManyRequests|SlowDown/;
const TRANSIENT =
  /Timeout|InternalServerError|InternalFailure|InternalException|ServiceUnavailable/;
const NETWORK = /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/;

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Whether an error of an AWS call may go away by itself: throttling, a fault of the service, or the network.
 * A refusal (validation, access denied, resource not found) is not.
 *
 * @example
 * isRetryable(Object.assign(new Error(), { name: 'ThrottlingException' })); // true
 */
export function isRetryable(error: unknown): boolean {
  const name = text(property(error, 'name'));
  const status = property(property(error, '$metadata'), 'httpStatusCode');
  return (
    property(error, '$retryable') !== undefined ||
    THROTTLING.test(name) ||
    TRANSIENT.test(name) ||
    NETWORK.test(text(property(error, 'code'))) ||
    (typeof status === 'number' && (status === 429 || status >= 500))
  );
}

/**
 * Whatever was thrown, as an Error.
 *
 * @example
 * toError('no').message; // 'no'
 */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
