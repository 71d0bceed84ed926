import { type Analysis, type Candidate, candidateId, choose, type Contender } from '@acado/tuning';
import type { Settings } from './run-context.ts';

/** What each strategy would recommend, judged by the averages of a run. */
export interface Choices {
  cost: Candidate;
  speed: Candidate;
  /** For each weight of cost from 0 % to 100 %. */
  balanced: Candidate[];
}

/** The run's own strategy recommends what the run does; for the others there are its averages. */
export function choicesOf(run: Analysis, { balancedWeight, minimumEffect }: Settings): Choices {
  const contenders = contendersOf(run);
  const chosen = (strategy: Analysis['strategy'], weight: number): Candidate => {
    const isOwn =
      strategy === run.strategy &&
      (strategy !== 'balanced' || toPercent(weight) === toPercent(balancedWeight));
    if (isOwn || contenders.length === 0) return run.recommendation;
    const preferences = { strategy, balancedWeight: weight, minimumEffect };
    return choose(contenders, preferences, run.current).candidate;
  };
  return {
    cost: chosen('cost', balancedWeight),
    speed: chosen('speed', balancedWeight),
    balanced: Array.from({ length: 101 }, (_, percent) => chosen('balanced', percent / 100)),
  };
}

const toPercent = (share: number): number => Math.round(share * 100);

/** Candidates that may be recommended; compared are warm invocations, where each has some. */
export function contendersOf({ measurements, failures }: Analysis): Contender[] {
  const failed = new Set(failures.map(candidateId));
  const eligible = measurements.filter(
    (measured) => measured.refusedBecause === undefined && !failed.has(candidateId(measured)),
  );
  const allWarm = eligible.every(({ warm }) => warm !== undefined);
  return eligible.map((measured) => {
    const { averageDurationMs, averageCostUsd } = (allWarm && measured.warm) || measured;
    return {
      candidate: { memoryMb: measured.memoryMb, architecture: measured.architecture },
      durationMs: averageDurationMs,
      costUsd: averageCostUsd,
    };
  });
}
