import { isSame } from './candidate.ts';
import { contendersOf, type Sampled } from './contenders.ts';
import type { FunctionInput, Strategy } from './input/types.ts';
import { decisionOdds } from './decision-odds.ts';
import type { Candidate, CandidateSamples, Current, Recommendation } from './types.ts';

const nameOf = ({ memoryMb, architecture }: Candidate): string => `${memoryMb} MB ${architecture}`;

const percent = (share: number): string => `${Number((100 * share).toPrecision(2))} %`;

const figures = ({ durationMs, costUsd }: Sampled): string =>
  `${Number(durationMs.toPrecision(3))} ms and $${(1e6 * costUsd).toPrecision(3)} per million`;

const GOAL: Record<Strategy, string> = {
  cost: 'the cheapest',
  speed: 'the fastest',
  balanced: 'the best balance of cost and duration',
};

const BETTER: Record<Strategy, string> = { cost: 'cheaper', speed: 'faster', balanced: 'better' };

/** How sure a change must be: of many others one looks better by chance, so that each gets its share (Bonferroni). */
const neededOf = (others: number, { confidence }: FunctionInput): number =>
  1 - (1 - confidence) / Math.max(1, others);

/** Share of what is now; nothing can be saved of nothing. */
const savingOf = (now: number, then: number): number => (now === 0 ? 0 : 1 - then / now);

const compared = (saving: number, more: string, less: string): string =>
  saving < 0 ? `${percent(-saving)} ${more}` : `${percent(saving)} ${less}`;

/**
 * Chooses what to configure of what was measured; see `choose` for how equals are told apart. What the function has now
 * stays unless another is better by more than the minimum effect, at the input's confidence. Compared are warm
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
  const { chosen, certainty, staying, better } = decisionOdds(contenders, input, current);
  const now = contenders.find(({ candidate }) => isSame(candidate, current));
  const name = nameOf(chosen.candidate);
  const best = `${name} is ${GOAL[input.strategy]} within ${percent(input.minimumEffect)}: ${figures(chosen)}`;
  if (now === undefined) {
    return {
      ...chosen.candidate,
      change: true,
      certainty,
      confident: false,
      reason: `${best}; ${nameOf(current)}, which it has now, could not be compared.`,
    };
  }
  const costSaving = savingOf(now.costUsd, chosen.costUsd);
  const durationSaving = savingOf(now.durationMs, chosen.durationMs);
  const difference = `${compared(costSaving, 'dearer', 'cheaper')} and ${compared(durationSaving, 'slower', 'faster')}`;
  const needed = neededOf(contenders.length - 1, input);
  if (chosen !== now && better >= needed) {
    return {
      ...chosen.candidate,
      change: true,
      certainty,
      confident: true,
      costSaving,
      durationSaving,
      reason: `${best}; ${difference} than ${nameOf(current)} now.`,
    };
  }
  return {
    ...now.candidate,
    change: false,
    certainty: staying,
    confident: staying >= input.confidence,
    costSaving: 0,
    durationSaving: 0,
    reason:
      chosen === now
        ? `${nameOf(current)} stays: with ${figures(now)}, no other is ${BETTER[input.strategy]} by more than ${percent(input.minimumEffect)}.`
        : `${nameOf(current)} stays, with ${figures(now)}: ${name} looks ${difference}, but that it is better is only ${Math.floor(100 * better)} % sure, where ${Number((100 * needed).toPrecision(4))} % are needed among ${contenders.length}. More invocations would tell.`,
  };
}
