// Held here because the loops below are hot, and a test's sandbox looks up globals slowly.
const { abs, exp, max, min } = Math;
const DENSITY_AT_0 = 1 / Math.sqrt(2 * Math.PI);

/** One normal distribution of several. */
export interface Component {
  weight: number;
  mean: number;
  deviation: number;
}

/** @returns The share of the mixture below a value; weights need not add up to 1. */
export function shareBelow(components: readonly Component[], value: number): number {
  let below = 0;
  let total = 0;
  for (const { weight, mean, deviation } of components) {
    below += weight * normalCumulative((value - mean) / deviation);
    total += weight;
  }
  return below / total;
}

/** @returns The value below which this share of the mixture lies. */
export function quantile(components: readonly Component[], share: number): number {
  let low = Infinity;
  let high = -Infinity;
  for (const { mean, deviation } of components) {
    low = min(low, mean - 6 * deviation);
    high = max(high, mean + 6 * deviation);
  }
  // A duration is exact to a thousandth of a percent.
  while (high - low > 1e-5) {
    const middle = (low + high) / 2;
    if (shareBelow(components, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Tilts a mixture of logarithms by e^(-power · value): the median of the result at power 1 is the
 * value with the least expected percentage error.
 */
export function tilt(components: readonly Component[], power: number): Component[] {
  const logs = components.map(
    ({ mean, deviation }) => -power * mean + 0.5 * (power * deviation) ** 2,
  );
  const largest = max(...logs);
  return components.map(({ weight, mean, deviation }, i) => ({
    weight: weight * exp((logs[i] ?? NaN) - largest),
    mean: mean - power * deviation ** 2,
    deviation,
  }));
}

/** Abramowitz and Stegun 26.2.17: off by less than 1e-7. */
function normalCumulative(z: number): number {
  const t = 1 / (1 + 0.2316419 * abs(z));
  const polynomial =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = DENSITY_AT_0 * exp(-0.5 * z * z) * polynomial;
  return z > 0 ? 1 - tail : tail;
}
