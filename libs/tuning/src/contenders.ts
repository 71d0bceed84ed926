import type { Contender } from './choose.ts';
import { costAt, rateOf } from './costs.ts';
import type { FunctionInput } from './input/types.ts';
import { refusalOf } from './refusal.ts';
import { comparableSamples, totalDurationMs } from './samples.ts';
import { estimate, type Estimate } from './statistics/estimate.ts';
import { robustCut } from './statistics/mean.ts';
import type { CandidateSamples } from './types.ts';

/** A contender and the samples it is judged by. */
export interface Sampled extends Contender {
  /** ms. */
  durations: number[];
  /** USD. */
  costs: number[];
  duration: Estimate;
  cost: Estimate;
}

/** The candidates that were measured, did not fail and meet the constraints. */
export function contendersOf(
  candidates: readonly CandidateSamples[],
  input: FunctionInput,
): Sampled[] {
  const eligible = candidates.filter(
    (of) => of.samples.length > 0 && refusalOf(of, input) === undefined,
  );
  const comparable = comparableSamples(eligible);
  return eligible.map(({ candidate }, index) => {
    const rate = rateOf(candidate, input);
    const samples = comparable[index]!;
    const durations = samples.map(totalDurationMs);
    const costs = samples.map(({ billedMs }) => costAt(rate, billedMs));
    const duration = estimateOf(durations, input);
    const cost = estimateOf(costs, input);
    return {
      candidate,
      durations,
      costs,
      duration,
      cost,
      durationMs: duration.mean,
      costUsd: cost.mean,
    };
  });
}

/** A contender's mean, by which it is compared. */
export const estimateOf = (
  values: readonly number[],
  { discardTopBottom }: Pick<FunctionInput, 'discardTopBottom'>,
): Estimate => estimate(values, discardTopBottom, robustCut);
