import { batchAt, createRate } from './rate.ts';

/** A clock that only sleeping moves on. */
const aClock = () => {
  const clock = {
    at: 0,
    now: () => clock.at,
    sleep: async (ms: number) => {
      clock.at += ms;
    },
  };
  return clock;
};

describe('createRate', () => {
  it.each([0.5, 1, 7, 10, 25, 300])('lets %d per second pass, and no more', async (perSecond) => {
    const clock = aClock();
    const rate = createRate(perSecond, clock);
    const batch = batchAt(perSecond);
    let passed = 0;
    while (passed < 600) {
      await rate.ready();
      // Whatever has passed by now has had its time, but for the call that passes now.
      expect(passed).toBeLessThanOrEqual((perSecond * clock.at) / 1000 + 1e-6);
      rate.passed(batch);
      passed += batch;
    }
    expect(clock.at / 1000).toBeCloseTo((passed - batch) / perSecond);
  });

  it('gives no credit for time in which nothing passed', async () => {
    const clock = aClock();
    const rate = createRate(10, clock);
    clock.at = 60_000;
    rate.passed(10);
    await rate.ready();
    expect(clock.at).toBe(61_000);
  });
});

describe('batchAt', () => {
  it('is never more than a second or a call takes', () => {
    expect([0.1, 1, 4.5, 10, 200].map(batchAt)).toEqual([1, 1, 4, 10, 10]);
  });
});
