import { meanOf, standardErrorsOf, tQuantile } from './noise.ts';
import { aFunctionUsage, aUsageFile, exactly } from './testing/a-service.ts';

describe('meanOf', () => {
  it('is the mean, and its standard error', () => {
    const { mean, standardError } = meanOf([2, 4, 6]);

    expect(mean).toBe(4);
    // Standard deviation 2, of three runs.
    expect(standardError).toBeCloseTo(2 / Math.sqrt(3), 12);
  });

  it('knows no error of one run', () => {
    expect(meanOf([3])).toEqual({ mean: 3, standardError: 0 });
  });
});

describe('tQuantile', () => {
  it.each([
    [1, Infinity],
    [2, 12.706],
    [5, 2.776],
    [21, 2.086],
    [100, 1.96],
  ])('of %d runs', (runs, quantile) => {
    expect(tQuantile(runs)).toBe(quantile);
  });
});

describe('standardErrorsOf', () => {
  it('moves each mean by its error, and adds up in squares', () => {
    const usage = aUsageFile({
      functions: {
        place: aFunctionUsage({
          invocationsPerEvent: exactly(2, 0.1),
          logBytes: exactly(100, 4),
        }),
      },
    });

    const errors = standardErrorsOf(usage, ({ functions }) => {
      const { invocationsPerEvent, logBytes } = functions['place']!;
      return [30 * invocationsPerEvent.mean + logBytes.mean, logBytes.mean / 100];
    });

    expect(errors[0]).toBeCloseTo(5, 10); // √(3² + 4²)
    expect(errors[1]).toBeCloseTo(0.04, 10);
  });

  it('leaves the usage as it was', () => {
    const usage = aUsageFile();
    const before = structuredClone(usage);
    standardErrorsOf(usage, () => [0]);

    expect(usage).toEqual(before);
  });
});
