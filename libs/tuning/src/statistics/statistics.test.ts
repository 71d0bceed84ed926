import fc from 'fast-check';
import { estimate, intervalOf } from './estimate.ts';
import { robustCut, trimmedMean } from './mean.ts';
import { percentile } from './percentile.ts';
import { normal, seededRandom } from './random.ts';
import { tQuantile } from './student-t.ts';

const values = fc.array(fc.double({ min: 0.1, max: 1e5, noNaN: true }), {
  minLength: 1,
  maxLength: 60,
});
const discard = fc.double({ min: 0, max: 0.4, noNaN: true });
const shuffled = (list: number[], seed: number): number[] => {
  const random = seededRandom(seed);
  return list
    .map((value) => ({ value, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
};

describe('trimmedMean', () => {
  it.each([
    [[5], 0.4, 5],
    [[1, 2, 3, 4], 0.2, 2.5],
    [[1, 2, 3, 4, 100], 0.2, 3],
    [[1, 2, 3, 4, 100], 0.19, 22],
    [[100, 1, 2, 3, 4, 5, 6, 7, 8, 0], 0.1, 4.5],
    [[1, 2, 3, 4, 100], 0.4, 3],
  ])('of %j without %d at each end is %d', (list, share, expected) => {
    expect(trimmedMean(list, share)).toBeCloseTo(expected, 10);
  });

  it('does not depend on the order, and lies between the extremes', () => {
    fc.assert(
      fc.property(values, discard, fc.nat(), (list, share, seed) => {
        const average = trimmedMean(list, share);
        expect(trimmedMean(shuffled(list, seed), share)).toBe(average);
        expect(average).toBeGreaterThanOrEqual(Math.min(...list) * (1 - 1e-12));
        expect(average).toBeLessThanOrEqual(Math.max(...list) * (1 + 1e-12));
      }),
    );
  });

  it('does not see what it leaves out', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 10, maxLength: 50 }), (list) => {
        const sorted = [...list].sort((a, b) => a - b);
        const outlying = [-1e9, ...sorted.slice(1, -1), 1e9];
        expect(trimmedMean(outlying, 0.2)).toBe(trimmedMean(list, 0.2));
      }),
    );
  });
});

describe('robustCut', () => {
  it('leaves an outlier out of three and more, and always something over', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((count) => robustCut(count, 0.2))).toEqual([
      0, 0, 1, 1, 1, 2, 10,
    ]);
    expect(robustCut(9, 0)).toBe(0);
  });
});

describe('percentile', () => {
  it.each([
    [[7], 0.99, 7],
    [[10, 20, 30, 40], 0.5, 25],
    [[40, 10, 30, 20], 0.95, 38.5],
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], 1, 3],
  ])('of %j at %d is %d', (list, p, expected) => {
    expect(percentile(list, p)).toBeCloseTo(expected, 10);
  });

  it('rises with p, whatever the order', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, fc.nat(), (list, a, b, seed) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(percentile(list, low)).toBeLessThanOrEqual(percentile(list, high) * (1 + 1e-12));
        expect(percentile(shuffled(list, seed), a)).toBe(percentile(list, a));
      }),
    );
  });

  it('has nothing to say of no values', () => {
    expect(() => percentile([], 0.5)).toThrow(RangeError);
  });
});

describe('tQuantile', () => {
  // From printed tables of the distribution.
  it.each([
    [0.95, 1, 12.706],
    [0.95, 2, 4.303],
    [0.95, 5, 2.571],
    [0.99, 10, 3.169],
    [0.9, 30, 1.697],
    [0.95, 120, 1.98],
    [0.95, 1e9, 1.962],
  ])('at %d with %d degrees of freedom is %d', (confidence, degrees, expected) => {
    expect(tQuantile(confidence, degrees)).toBeCloseTo(expected, 3);
  });
});

describe('estimate', () => {
  it('has the standard error of a mean when nothing is left out', () => {
    const { mean, standardError, degrees } = estimate([10, 12, 11, 13], 0);

    expect(mean).toBe(11.5);
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 10);
    expect(degrees).toBe(3);
  });

  it('is not moved by an outlier that it leaves out', () => {
    const calm = estimate([10, 11, 12, 13, 14], 0.2);

    expect(estimate([10, 11, 12, 13, 900], 0.2)).toEqual(calm);
  });

  it('knows the order of magnitude of one value, and more of two when all but one are left out', () => {
    expect(estimate([7], 0.2)).toEqual({ mean: 7, standardError: 7, degrees: 1 });
    expect(estimate([1, 2, 6, 9, 10], 0.4)).toMatchObject({ mean: 6, degrees: 4 });
  });

  it('gives intervals that hold the mean as often as they say', () => {
    const random = seededRandom(7);
    const holds = Array.from({ length: 2000 }, () => {
      const list = Array.from({ length: 12 }, () => 100 + 4 * normal(random));
      const [low, high] = intervalOf(estimate(list, 0.2), 0.9);
      return low <= 100 && 100 <= high;
    }).filter(Boolean).length;

    expect(holds / 2000).toBeGreaterThan(0.88);
    expect(holds / 2000).toBeLessThan(0.93);
  });
});

describe('intervalOf', () => {
  it('does not go below zero', () => {
    expect(intervalOf(estimate([1, 30], 0), 0.99)[0]).toBe(0);
  });

  it('is as wide as nothing for values that are the same', () => {
    expect(intervalOf(estimate([4, 4, 4], 0.2), 0.95)).toEqual([4, 4]);
  });
});
