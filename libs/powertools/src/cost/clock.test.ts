import { initDuration, invocationStart, runtimeStartMs } from './clock.ts';

// Later than any process that runs tests, so that none seems to have started before it.
const now = 1e12;

beforeEach(() => void jest.spyOn(performance, 'now').mockReturnValue(now));
afterEach(() => jest.restoreAllMocks());

describe('invocationStart', () => {
  it('is as long before the deadline as the timeout', () => {
    expect(invocationStart(9_960, 10_000)).toBe(now - 40);
  });

  it.each([10_005, 3_000])('is now where the deadline cannot be: %d ms left', (remaining) => {
    expect(invocationStart(remaining, 10_000)).toBe(now);
  });
});

describe('initDuration', () => {
  it('lasts until the first invocation begins', () => {
    expect(initDuration(130, 120)).toBeGreaterThanOrEqual(130);
  });

  it('ends where the handler is made if the environment waited', () => {
    expect(initDuration(900, 120) - runtimeStartMs()).toBe(120);
  });
});
