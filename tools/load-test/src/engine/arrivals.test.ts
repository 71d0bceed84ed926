import fc from 'fast-check';
import { arrivals } from './arrivals.ts';
import type { OpenModel } from './model.ts';

const model = (overrides: Partial<OpenModel> = {}): OpenModel => ({
  ...{ type: 'open', rate: 10, startRate: 0, rampUpMs: 0, durationMs: 1000, maxUsers: 100 },
  ...overrides,
});

describe('arrivals', () => {
  it('are evenly spaced without a ramp', () => {
    expect([...arrivals(model({ rate: 4 }))]).toEqual([125, 375, 625, 875]);
  });

  it('come closer and closer in a ramp', () => {
    const times = [...arrivals(model({ rate: 8, rampUpMs: 1000, durationMs: 2000 }))];
    // 8/s · 1 s / 2 = 4 in the ramp, the first when t² · 4 is ½.
    expect(times.slice(0, 4).map(Math.round)).toEqual([354, 612, 791, 935]);
    expect(times.slice(4, 6)).toEqual([1062.5, 1187.5]);
  });

  it('become fewer in a ramp downwards', () => {
    const times = [...arrivals(model({ rate: 2, startRate: 10, rampUpMs: 1000 }))];
    expect(times).toHaveLength(6);
    expect(times[1]! - times[0]!).toBeLessThan(times[5]! - times[4]!);
  });

  it('keep their order and their rate, whatever the ramp', () => {
    fc.assert(
      fc.property(
        fc.record({
          rate: fc.integer({ min: 1, max: 200 }),
          startRate: fc.integer({ min: 0, max: 200 }),
          rampUpMs: fc.integer({ min: 0, max: 5000 }),
        }),
        (fields) => {
          const times = [...arrivals(model({ ...fields, durationMs: 10_000 }))];
          const wanted =
            (((fields.startRate + fields.rate) / 2) * fields.rampUpMs) / 1000 +
            (fields.rate * (10_000 - fields.rampUpMs)) / 1000;
          // Half of one is rounded either way.
          expect(Math.abs(times.length - wanted)).toBeLessThanOrEqual(0.5 + 1e-6);
          expect(times.every((time, index) => index === 0 || time >= times[index - 1]!)).toBe(true);
        },
      ),
    );
  });
});
