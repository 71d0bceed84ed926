import { type Component, quantile, shareBelow, tilt } from './mixture.ts';

const normal: Component = { weight: 2, mean: 3, deviation: 0.5 };

describe('quantile', () => {
  it('finds the quantiles of a normal distribution', () => {
    expect(quantile([normal], 0.5)).toBeCloseTo(3, 4);
    expect(quantile([normal], 0.975)).toBeCloseTo(3 + 0.5 * 1.959964, 4);
    expect(quantile([normal], 0.05)).toBeCloseTo(3 - 0.5 * 1.644854, 4);
  });

  it('weighs what is mixed', () => {
    const two = [
      { weight: 3, mean: 0, deviation: 0.1 },
      { weight: 1, mean: 10, deviation: 0.1 },
    ];

    expect(quantile(two, 0.7)).toBeLessThan(1);
    expect(quantile(two, 0.8)).toBeGreaterThan(9);
    expect(shareBelow(two, 5)).toBeCloseTo(0.75, 6);
  });
});

describe('tilt', () => {
  it('has the value of least expected percentage error as its median', () => {
    const mixed = [
      { weight: 1, mean: 1, deviation: 0.3 },
      { weight: 2, mean: 1.4, deviation: 0.1 },
    ];
    // Steps of 0.001 over all that is at all likely.
    const values = Array.from({ length: 4000 }, (_, i) => -0.5 + i / 1000);
    const density = (value: number) =>
      mixed.reduce(
        (sum, { weight, mean, deviation }) =>
          sum + (weight / deviation) * Math.exp(-0.5 * ((value - mean) / deviation) ** 2),
        0,
      );
    const error = (guess: number) =>
      values.reduce(
        (sum, value) => sum + density(value) * Math.abs(Math.exp(guess - value) - 1),
        0,
      );

    const best = quantile(tilt(mixed, 1), 0.5);

    expect(error(best)).toBeLessThan(error(best - 0.01));
    expect(error(best)).toBeLessThan(error(best + 0.01));
  });

  it('changes nothing at power 0', () => {
    expect(quantile(tilt([normal], 0), 0.5)).toBeCloseTo(3, 4);
  });
});
