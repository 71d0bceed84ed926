import type { Contender } from './choose.ts';
import { costAt, rateOf } from './costs.ts';
import type { FunctionInput } from './input/types.ts';
import { measurementOf } from './measurement.ts';
import { comparableSamples, totalDurationMs } from './samples.ts';
import { trimmedMean } from './statistics/mean.ts';
import type { CandidateSamples } from './types.ts';

/** A contender and the samples it is judged by. */
export interface Sampled extends Contender {
  /** ms. */
  durations: number[];
  /** USD. */
  costs: number[];
}

/** The candidates that were measured, did not fail and meet the constraints. */
export function contendersOf(
  candidates: readonly CandidateSamples[],
  input: FunctionInput,
): Sampled[] {
  const eligible = candidates.filter(
    (of) => of.samples.length > 0 && measurementOf(of, input).refusedBecause === undefined,
  );
  const comparable = comparableSamples(eligible);
  return eligible.map(({ candidate }, index) => {
    const rate = rateOf(candidate, input);
    const samples = comparable[index]!;
    const durations = samples.map(totalDurationMs);
    const costs = samples.map(({ billedMs }) => costAt(rate, billedMs));
    return {
      candidate,
      durations,
      costs,
      durationMs: trimmedMean(durations, input.discardTopBottom),
      costUsd: trimmedMean(costs, input.discardTopBottom),
    };
  });
}
