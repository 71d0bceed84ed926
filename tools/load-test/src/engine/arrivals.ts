import type { OpenModel } from './model.ts';

/**
 * When requests come, in ms from the start, evenly spaced. While the rate grows from `startRate` to `rate`,
 * `startRate·t + (rate − startRate)·t² / (2·rampUp)` of them have come after t. The n-th comes when n − ½ have, so that
 * as many come within the duration as the rate says.
 */
export function* arrivals(model: OpenModel): Generator<number> {
  const { rate, startRate } = model;
  const rampUp = model.rampUpMs / 1000;
  const growth = rampUp > 0 ? (rate - startRate) / rampUp : 0;
  const duringRamp = ((startRate + rate) / 2) * rampUp;
  for (let count = 0.5; ; count += 1) {
    const seconds =
      count <= duringRamp ? timeOf(count, startRate, growth) : rampUp + (count - duringRamp) / rate;
    if (seconds * 1000 >= model.durationMs) return;
    yield seconds * 1000;
  }
}

/** Solves startRate·t + growth·t² / 2 = count. */
const timeOf = (count: number, startRate: number, growth: number): number =>
  growth === 0
    ? count / startRate
    : (Math.sqrt(startRate ** 2 + 2 * growth * count) - startRate) / growth;
