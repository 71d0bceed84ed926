import { createConcurrency } from './concurrency.ts';

describe('createConcurrency', () => {
  it('throttles a function above its reservation and names the reason', () => {
    const concurrency = createConcurrency(10);
    concurrency.reserve('a', 1);
    const leave = concurrency.enter('a');

    expect(() => concurrency.enter('a')).toThrow(
      expect.objectContaining({
        code: 'TooManyRequestsException',
        status: 429,
        fields: expect.objectContaining({
          Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
        }),
      }),
    );
    leave();
    expect(() => concurrency.enter('a')).not.toThrow();
  });

  it('never runs a function with a reservation of 0', () => {
    const concurrency = createConcurrency(10);
    concurrency.reserve('a', 0);

    expect(() => concurrency.enter('a')).toThrow('Rate Exceeded');
  });

  it('shares what is not reserved among the others', () => {
    const concurrency = createConcurrency(3);
    concurrency.reserve('a', 2);
    concurrency.enter('b');

    expect(concurrency.limits).toEqual({ total: 3, unreserved: 1 });
    expect(() => concurrency.enter('c')).toThrow(
      expect.objectContaining({
        fields: expect.objectContaining({ Reason: 'ConcurrentInvocationLimitExceeded' }),
      }),
    );
    expect(() => concurrency.enter('a')).not.toThrow();
  });
});
