import fc from 'fast-check';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  it('doubles its upper bound with each attempt, up to the longest pause', () => {
    const bounds = [1, 2, 3, 10].map((attempt) =>
      backoffMs(attempt, { baseDelayMs: 50, maxDelayMs: 300, random: () => 1 }),
    );
    expect(bounds).toEqual([50, 100, 200, 300]);
  });

  it('spreads pauses over the whole range', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, share) => {
          const full = backoffMs(attempt, { random: () => 1 });
          expect(backoffMs(attempt, { random: () => share })).toBeCloseTo(full * share);
        },
      ),
    );
  });
});
