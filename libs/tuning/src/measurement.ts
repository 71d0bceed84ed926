import { costAt, rateOf } from './costs.ts';
import type { FunctionInput } from './input/types.ts';
import { refusalOf } from './refusal.ts';
import { isCold, maxMemoryOf, totalDurationMs, usualDurations } from './samples.ts';
import { estimate, intervalOf } from './statistics/estimate.ts';
import { mean, trimmedMean } from './statistics/mean.ts';
import { percentile } from './statistics/percentile.ts';
import type { CandidateSamples, Measurement, Sample } from './types.ts';

/** What a measurement depends on besides its samples. */
export type MeasurementInput = Pick<
  FunctionInput,
  | 'region'
  | 'includeRequestPrice'
  | 'discardTopBottom'
  | 'confidence'
  | 'maxP95Ms'
  | 'memoryHeadroom'
>;

/**
 * The numbers of a candidate with at least one sample.
 *
 * @throws {RangeError} If it has none.
 *
 * @example
 * measurementOf({ candidate, samples }, input).p95Ms;
 */
export function measurementOf(of: CandidateSamples, input: MeasurementInput): Measurement {
  const { candidate, samples, throttles = 0 } = of;
  const { discardTopBottom: discard, confidence } = input;
  const rate = rateOf(candidate, input);
  const costs = (some: Sample[]): number[] => some.map(({ billedMs }) => costAt(rate, billedMs));
  const duration = estimate(samples.map(totalDurationMs), discard);
  const cost = estimate(costs(samples), discard);
  const warm = samples.filter((sample) => !isCold(sample));
  const cold = samples.filter(isCold);
  const usual = usualDurations(samples);
  return {
    ...candidate,
    samples: samples.length,
    coldSamples: cold.length,
    errors: samples.filter(({ errorType }) => errorType !== undefined).length,
    throttles,
    averageDurationMs: duration.mean,
    averageCostUsd: cost.mean,
    durationInterval: intervalOf(duration, confidence),
    costInterval: intervalOf(cost, confidence),
    p50Ms: percentile(usual, 0.5),
    p90Ms: percentile(usual, 0.9),
    p95Ms: percentile(usual, 0.95),
    p99Ms: percentile(usual, 0.99),
    warm:
      warm.length === 0
        ? undefined
        : {
            samples: warm.length,
            averageDurationMs: trimmedMean(warm.map(totalDurationMs), discard),
            averageCostUsd: trimmedMean(costs(warm), discard),
          },
    cold:
      cold.length === 0
        ? undefined
        : {
            samples: cold.length,
            averageDurationMs: trimmedMean(cold.map(totalDurationMs), discard),
            averageInitMs: mean(cold.map(({ initMs = 0, restoreMs = 0 }) => initMs + restoreMs)),
            averageCostUsd: trimmedMean(costs(cold), discard),
          },
    maxMemoryUsedMb: maxMemoryOf(samples),
    totalCostUsd: costs(samples).reduce((sum, one) => sum + one, 0),
    refusedBecause: refusalOf(of, input),
  };
}
