import { isSame } from './candidate.ts';
import { choose, scorer } from './choose.ts';
import { contendersOf, estimateOf, type Sampled } from './contenders.ts';
import type { FunctionInput, Strategy } from './input/types.ts';
import { differenceInterval, type Estimate } from './statistics/estimate.ts';
import type { Candidate, CandidateSamples, Current, Recommendation } from './types.ts';

const nameOf = ({ memoryMb, architecture }: Candidate): string => `${memoryMb} MB ${architecture}`;

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

const figures = ({ durationMs, costUsd }: Sampled): string =>
  `${Number(durationMs.toPrecision(3))} ms and ${costUsd.toPrecision(3)} USD per invocation`;

const GOAL: Record<Strategy, string> = {
  cost: 'the cheapest',
  speed: 'the fastest',
  balanced: 'the best balance of cost and duration',
};

const BETTER: Record<Strategy, string> = { cost: 'cheaper', speed: 'faster', balanced: 'better' };

/** What keeping the current configuration forgoes: an equal one that is much better in what the strategy ranks second. */
function alternative(now: Sampled, contenders: Sampled[], input: FunctionInput): string {
  const other = choose(contenders, input) as Sampled;
  if (input.strategy === 'balanced' || other === now) return '';
  const { candidate, durationMs, costUsd } = other;
  const [saving, word] =
    input.strategy === 'cost'
      ? [1 - durationMs / now.durationMs, 'faster at the same cost']
      : [1 - costUsd / now.costUsd, 'cheaper at the same speed'];
  if (saving <= input.minimumEffect) return '';
  return `; ${nameOf(candidate)} would be ${percent(saving)} ${word}`;
}

const compared = (saving: number, more: string, less: string): string =>
  saving < 0 ? `${percent(-saving)} ${more}` : `${percent(saving)} ${less}`;

/** Each contender's estimate of what the strategy wants small, from the same samples as its means. */
function scoreEstimates(contenders: Sampled[], input: FunctionInput): Map<Sampled, Estimate> {
  const score = scorer(contenders, input);
  return new Map(
    contenders.map((contender) => {
      const { costs, durations } = contender;
      const scores = costs.map((costUsd, index) =>
        score({ costUsd, durationMs: durations[index]! }),
      );
      return [contender, estimateOf(scores, input)];
    }),
  );
}

/** Nothing else is, at the confidence asked for, better than what is kept by more than the minimum effect. */
function isBestForSure(
  kept: Sampled,
  estimates: Map<Sampled, Estimate>,
  input: FunctionInput,
): boolean {
  return [...estimates].every(
    ([other, its]) => other === kept || !isBetter(its, estimates.get(kept)!, input),
  );
}

const isBetter = (
  a: Estimate,
  b: Estimate,
  { confidence, minimumEffect }: FunctionInput,
): boolean => differenceInterval(a, b, confidence, 1 - minimumEffect)[1] < 0;

/**
 * Chooses what to configure of what was measured; see `choose` for how equals are told apart. Compared are warm
 * invocations, where every contender has some.
 *
 * @param candidates In the order of the input.
 *
 * @example
 * decide(candidates, input, current).memoryMb;
 */
export function decide(
  candidates: readonly CandidateSamples[],
  input: FunctionInput,
  current: Current,
): Recommendation {
  const contenders = contendersOf(candidates, input);
  if (contenders.length === 0) {
    return {
      memoryMb: current.memoryMb,
      architecture: current.architecture,
      change: false,
      confident: false,
      reason: `${nameOf(current)} stays: no configuration that was measured may be recommended.`,
    };
  }
  const chosen = choose(contenders, input, current) as Sampled;
  const now = contenders.find(({ candidate }) => isSame(candidate, current));
  const estimates = scoreEstimates(contenders, input);
  if (chosen === now) {
    return {
      ...chosen.candidate,
      change: false,
      confident: isBestForSure(chosen, estimates, input),
      costSaving: 0,
      durationSaving: 0,
      reason: `${nameOf(current)} stays: with ${figures(now)}, no other is ${BETTER[input.strategy]} by more than ${percent(input.minimumEffect)}${alternative(now, contenders, input)}.`,
    };
  }
  const isCurrent = isSame(chosen.candidate, current);
  const about = `${nameOf(chosen.candidate)} is ${GOAL[input.strategy]} within ${percent(input.minimumEffect)}: ${figures(chosen)}`;
  if (now === undefined) {
    return {
      ...chosen.candidate,
      change: !isCurrent,
      confident: false,
      reason: `${about}; ${nameOf(current)}, which it has now, could not be compared.`,
    };
  }
  const costSaving = 1 - chosen.costUsd / now.costUsd;
  const durationSaving = 1 - chosen.durationMs / now.durationMs;
  return {
    ...chosen.candidate,
    change: true,
    confident: isBetter(estimates.get(chosen)!, estimates.get(now)!, input),
    costSaving,
    durationSaving,
    reason: `${about}; ${compared(costSaving, 'dearer', 'cheaper')} and ${compared(durationSaving, 'slower', 'faster')} than ${nameOf(current)} now.`,
  };
}
