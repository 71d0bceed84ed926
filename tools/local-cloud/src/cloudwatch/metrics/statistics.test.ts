import { addSample, emptyDistribution, merge, pack, unpack } from './distribution.ts';
import { statistic } from './statistics.ts';

const distributionOf = (...values: number[]) => {
  const distribution = emptyDistribution();
  for (const value of values) addSample(distribution, value);
  return distribution;
};
const oneToHundred = distributionOf(...Array.from({ length: 100 }, (_, index) => index + 1));

describe('statistic', () => {
  it.each([
    ['SampleCount', 100],
    ['Sum', 5050],
    ['Average', 50.5],
    ['Minimum', 1],
    ['Maximum', 100],
    ['p0', 1],
    ['p50', 50],
    ['p99', 99],
    ['p99.9', 100],
    ['p100', 100],
    ['tm90', 45.5],
    ['TM(10%:90%)', 50.5],
    ['TC(50%:)', undefined],
    ['tc90', 90],
    ['TS(90%:100%)', 955],
    ['IQM', 50.5],
  ])('computes %s', (name, expected) => {
    expect(statistic(name)?.(oneToHundred)).toBe(expected);
  });

  it('knows no other names', () => {
    expect([statistic('Median'), statistic('p101'), statistic('toString')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has no percentile of statistics whose values are unknown, unless all are the same', () => {
    const unknown = { count: 3, sum: 6, min: 1, max: 3, values: undefined, width: 0 };

    expect(statistic('p50')?.(unknown)).toBeUndefined();
    expect(statistic('p50')?.({ ...unknown, min: 2, max: 2 })).toBe(2);
  });
});

describe('Distribution', () => {
  it('stays small and within two percent, however many values there are', () => {
    const distribution = emptyDistribution();
    for (let value = 1; value <= 100_000; value++) addSample(distribution, value / 7);

    expect(distribution.values?.size).toBeLessThanOrEqual(1_000);
    expect(distribution.count).toBe(100_000);
    const median = statistic('p50')?.(distribution) ?? 0;
    expect(Math.abs(median / (50_000 / 7) - 1)).toBeLessThan(0.02);
  });

  it('is the same after it was merged or written and read', () => {
    const merged = distributionOf(1, 2);
    merge(merged, distributionOf(2, 3));

    expect(unpack(pack(merged))).toEqual(distributionOf(1, 2, 2, 3));
  });
});
