import { exponential, inverse, logLog } from './plain-fits.ts';

const sizes = [128, 512, 3008];
const given = (f: (size: number) => number) => ({ memoryMb: sizes, durationMs: sizes.map(f) });

describe('plain fits', () => {
  it('inverse finds a0 + a1 / m', () => {
    expect(
      inverse(
        given((size) => 20 + 1e5 / size),
        [1000],
      )[0],
    ).toBeCloseTo(120, 6);
  });

  it('exponential finds a0 + a1 e^(-m / a2)', () => {
    const curve = (size: number) => 20 + 300 * Math.exp(-size / 400);

    expect(exponential(given(curve), [1000])[0]).toBeCloseTo(curve(1000), 0);
  });

  it('logLog finds a power law', () => {
    expect(
      logLog(
        given((size) => 1e5 / size),
        [256, 2000],
      ),
    ).toEqual([expect.closeTo(1e5 / 256, 6), expect.closeTo(50, 6)]);
  });
});
