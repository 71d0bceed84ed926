import { observe } from './gaussian-process.ts';

const kernel = { level: 100, deviation: 0.1, length: 0.7, noise: 1e-6 };
const at = (positions: number[], values: number[], position: number, noise = kernel.noise) => {
  const { weights, variance } = observe(positions, { ...kernel, noise }).at(position);
  return { mean: weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? 0), 0), variance };
};

describe('observe', () => {
  it('goes through measurements without noise', () => {
    const { mean, variance } = at([5, 6, 8], [0.3, 0.1, -0.2], 6);

    expect(mean).toBeCloseTo(0.1, 5);
    expect(variance).toBeLessThan(1e-9);
  });

  it('returns to the common level far from all measurements', () => {
    const { mean, variance } = at([5, 5], [0.2, 0.4], 50, 0.1);

    expect(mean).toBeCloseTo(0.3, 3);
    expect(variance).toBeGreaterThan(0.1 ** 2);
  });

  it('smooths more the more noise there is', () => {
    const rough = at([5, 6, 7], [0, 0.3, 0], 6, 0.01).mean;
    const smooth = at([5, 6, 7], [0, 0.3, 0], 6, 0.5).mean;

    expect(rough).toBeGreaterThan(0.25);
    expect(smooth).toBeLessThan(0.15);
  });

  it('gives one value the density of a normal distribution', () => {
    const variance = kernel.level + kernel.deviation ** 2 + 1;
    const density = -0.5 * (3 ** 2 / variance + Math.log(2 * Math.PI * variance));

    expect(observe([5], { ...kernel, noise: 1 }).logLikelihood([3])).toBeCloseTo(density, 10);
  });

  it('finds values that agree likelier than values that do not', () => {
    const posterior = observe([5, 6, 7], { ...kernel, noise: 0.1 });

    expect(posterior.logLikelihood([1, 1, 1])).toBeGreaterThan(posterior.logLikelihood([1, 2, 1]));
  });
});
