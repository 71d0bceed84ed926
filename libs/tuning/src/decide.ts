import { isSame } from './candidate.ts';
import { choose, scorer } from './choose.ts';
import { contendersOf, estimateOf, type Sampled } from './contenders.ts';
import type { FunctionInput, Strategy } from './input/types.ts';
import { decisionOdds } from './decision-odds.ts';
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

/** The interval of `a` less `b`, as if `b` were better by the minimum effect; below zero, `a` is better by more than it. */
const advantage = (
  a: Estimate,
  b: Estimate,
  { confidence, minimumEffect }: FunctionInput,
): [low: number, high: number] => differenceInterval(a, b, confidence, 1 - minimumEffect);

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
  const { chosen, certainty } = decisionOdds(contenders, input, current);
  const now = contenders.find(({ candidate }) => isSame(candidate, current));
  const estimates = scoreEstimates(contenders, input);
  const its = estimates.get(chosen)!;
  if (chosen === now) {
    const isBestForSure = [...estimates].every(
      ([other, others]) => other === now || advantage(others, its, input)[0] > 0,
    );
    return {
      ...chosen.candidate,
      change: false,
      certainty,
      confident: isBestForSure,
      costSaving: 0,
      durationSaving: 0,
      reason: `${nameOf(current)} stays: with ${figures(now)}, no other is ${BETTER[input.strategy]} by more than ${percent(input.minimumEffect)}${alternative(now, contenders, input)}.`,
    };
  }
  const about = `${nameOf(chosen.candidate)} is ${GOAL[input.strategy]} within ${percent(input.minimumEffect)}: ${figures(chosen)}`;
  if (now === undefined) {
    return {
      ...chosen.candidate,
      change: true,
      certainty,
      confident: false,
      reason: `${about}; ${nameOf(current)}, which it has now, could not be compared.`,
    };
  }
  const costSaving = 1 - chosen.costUsd / now.costUsd;
  const durationSaving = 1 - chosen.durationMs / now.durationMs;
  return {
    ...chosen.candidate,
    change: true,
    certainty,
    confident: advantage(its, estimates.get(now)!, input)[1] < 0,
    costSaving,
    durationSaving,
    reason: `${about}; ${compared(costSaving, 'dearer', 'cheaper')} and ${compared(durationSaving, 'slower', 'faster')} than ${nameOf(current)} now.`,
  };
}
