import { isRetryable, toError } from './is-retryable.ts';

const named = (name: string) => Object.assign(new Error(name), { name });

describe('isRetryable', () => {
  it.each([
    ['throttling', named('ThrottlingException')],
    ['a throttled table', named('ProvisionedThroughputExceededException')],
    ['a fault of the service', named('InternalServerError')],
    ['status 503', Object.assign(new Error(), { $metadata: { httpStatusCode: 503 } })],
    ['status 429', Object.assign(new Error(), { $metadata: { httpStatusCode: 429 } })],
    ['a hint of the SDK', Object.assign(new Error(), { $retryable: { throttling: true } })],
    ['a lost connection', Object.assign(new Error(), { code: 'ECONNRESET' })],
    ['a timeout', named('TimeoutError')],
  ])('is true for %s', (_, error) => expect(isRetryable(error)).toBe(true));

  it.each([
    ['a validation error', named('ValidationException')],
    ['status 400', Object.assign(new Error(), { $metadata: { httpStatusCode: 400 } })],
    ['denied access', named('AccessDeniedException')],
    ['an error of our own', new TypeError('x is not a function')],
    ['no error at all', undefined],
  ])('is false for %s', (_, error) => expect(isRetryable(error)).toBe(false));
});

describe('toError', () => {
  it('keeps errors and wraps everything else', () => {
    const error = new Error('no');
    expect(toError(error)).toBe(error);
    expect(toError('no')).toMatchObject({ message: 'no', cause: 'no' });
  });
});
