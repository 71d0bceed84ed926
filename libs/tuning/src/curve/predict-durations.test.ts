import { predictDurations } from './predict-durations.ts';

const durations = (memoryMb: number[], durationMs: number[], sizes: number[]) =>
  predictDurations({ memoryMb, durationMs }, sizes).map(({ durationMs }) => durationMs);

describe('predictDurations', () => {
  it('follows the CPU share of a function that computes', () => {
    const [at256, at1024] = durations([128, 512, 3008], [1600, 400, 116], [256, 1024]);

    expect(at256).toBeGreaterThan(750);
    expect(at256).toBeLessThan(850);
    expect(at1024).toBeGreaterThan(190);
    expect(at1024).toBeLessThan(215);
  });

  it('stays level where a function waits', () => {
    for (const duration of durations([128, 512, 3008], [101, 100, 99], [256, 1024, 2048])) {
      expect(duration).toBeGreaterThan(97);
      expect(duration).toBeLessThan(103);
    }
  });

  it('answers a measured size with its measurement, the mean of several', () => {
    expect(durations([512, 128, 512], [410, 1600, 390], [128, 512])).toEqual([1600, 400]);
  });

  it('does not depend on the order of the measurements', () => {
    const sorted = durations([128, 512, 3008], [1600, 400, 130], [256, 2048]);
    const shuffled = durations([3008, 128, 512], [130, 1600, 400], [256, 2048]);

    shuffled.forEach((duration, i) => expect(duration).toBeCloseTo(sorted[i] ?? NaN, 6));
  });

  it('is in proportion to the durations, but for brief ones', () => {
    const [one = NaN] = durations([128, 512], [800, 200], [1024]);
    const [thousand = NaN] = durations([128, 512], [800_000, 200_000], [1024]);

    expect(thousand / one).toBeCloseTo(1000, 0);
  });

  it('knows that work of some milliseconds is held up at the smallest sizes only', () => {
    const [brief = NaN] = durations([128, 512, 2048], [32, 8, 8], [256]);
    const [long = NaN] = durations([128, 512, 2048], [32_000, 8000, 8000], [256]);

    expect(brief).toBeLessThan(12);
    expect(long).toBeGreaterThan(14_000);
  });

  it('takes one measurement, or forty', () => {
    const sizes = Array.from({ length: 40 }, (_, i) => 256 * (i + 1));

    expect(durations([512], [400], [1024])[0]).toBeLessThan(400);
    expect(
      durations(
        sizes,
        sizes.map((size) => 100 + 1e5 / size),
        [300],
      )[0],
    ).toBeCloseTo(433, -2);
  });

  it('is less sure the farther it is from what was measured', () => {
    const [near, far] = predictDurations(
      { memoryMb: [128, 256], durationMs: [800, 400] },
      [288, 3008],
    );

    const width = (band?: { low: number; high: number }) =>
      (band?.high ?? NaN) / (band?.low ?? NaN);
    expect(width(far)).toBeGreaterThan(2 * width(near));
  });

  it.each([
    ['no measurement', [], [], 'There is no measurement'],
    ['a duration too few', [128, 256], [10], 'memoryMb has 2 values, durationMs 1'],
    ['a size of 0', [0], [10], 'memoryMb[0]'],
    ['a duration that is no number', [128, 256], [10, NaN], 'durationMs[1]'],
    ['a negative duration', [128], [-1], 'durationMs[0]'],
    ['an endless duration', [128], [Infinity], 'durationMs[0]'],
  ])('refuses %s', (_, memoryMb, durationMs, message) => {
    expect(() => predictDurations({ memoryMb, durationMs }, [512])).toThrow(message);
  });

  it('refuses a size to predict that is none', () => {
    expect(() => predictDurations({ memoryMb: [128], durationMs: [10] }, [512, -1])).toThrow(
      'memoryMb[1]',
    );
  });
});
