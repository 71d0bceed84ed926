import { candidateId, isSame } from '../candidate.ts';
import { choose, type Contender } from '../choose.ts';
import { contendersOf } from '../contenders.ts';
import type { FunctionInput } from '../input/types.ts';
import { normal, seededRandom } from '../statistics/random.ts';
import type { Candidate, Current } from '../types.ts';
import { likelyContenders } from './likely-contenders.ts';
import {
  byArchitecture,
  contenderAt,
  predictContenders,
  type Predicted,
} from './predicted-contenders.ts';
import { hasFailed, type Known } from './round.ts';

/** So many sizes of an architecture are measured without asking the curve first. */
const FEW_SIZES = 8;

/** Of more, so many are measured to fit the curve: the ends, and steps of equal ratio between them. */
const ANCHORS = 5;

/** What to measure first. */
export function anchorsOf(candidates: readonly Candidate[], current: Current): Candidate[] {
  return [...byArchitecture(candidates).values()].flatMap((sizes) => {
    if (sizes.length <= FEW_SIZES) return sizes;
    const logs = sizes.map(({ memoryMb }) => Math.log(memoryMb));
    const low = Math.min(...logs);
    const step = (Math.max(...logs) - low) / (ANCHORS - 1);
    const wanted = Array.from({ length: ANCHORS }, (_, index) => low + index * step);
    const anchors = new Set(wanted.map((log) => closest(sizes, log)));
    return sizes.filter((size) => anchors.has(size) || isSame(size, current));
  });
}

const closest = (sizes: readonly Candidate[], log: number): Candidate =>
  sizes.reduce((best, size) =>
    Math.abs(Math.log(size.memoryMb) - log) < Math.abs(Math.log(best.memoryMb) - log) ? size : best,
  );

/**
 * Sizes that were not measured and are worth it: the one that would be recommended if the curve through the others were
 * right, and those that may well be recommended within what the curve leaves open; the likeliest first.
 */
export function promisingSizes(
  input: FunctionInput,
  current: Current,
  candidates: readonly Candidate[],
  known: Known,
): Candidate[] {
  const unknown = candidates.filter((candidate) => !known.has(candidateId(candidate)));
  if (unknown.length === 0) return [];
  const state = candidates.flatMap((candidate) => known.get(candidateId(candidate)) ?? []);
  const measured = contendersOf(state, { ...input, maxP95Ms: undefined });
  if (measured.length === 0) return nextToTry(candidates, known);
  const predicted = predictContenders(unknown, measured, input);
  const all: Contender[] = [...likelyContenders(input, known, candidates), ...predicted];
  const inOrder = candidates.flatMap(
    (candidate) => all.find((contender) => isSame(contender.candidate, candidate)) ?? [],
  );
  if (inOrder.length === 0) return [];
  const best = choose(inOrder, input, current).candidate;
  const odds = (one: Predicted): number =>
    one.candidate === best ? 1 : oddsOf(one, inOrder, { input, current, best });
  return predicted
    .map((one) => ({ candidate: one.candidate, odds: odds(one) }))
    .filter((one) => one.odds >= WORTH_TRYING)
    .sort((a, b) => b.odds - a.odds)
    .slice(0, TRIED_AT_ONCE)
    .map(({ candidate }) => candidate);
}

/** Probability of being recommended from which on a size is measured. */
const WORTH_TRYING = 0.1;

/** Each that is measured says much of its neighbours. */
const TRIED_AT_ONCE = 3;

const DRAWS = 50;

/** Half the distance, in standard deviations, between the ends of an interval that holds four of five. */
const FOUR_OF_FIVE = 1.2816;

/** How often a size would be recommended instead, if it took what the curve leaves open. */
function oddsOf(
  one: Predicted,
  contenders: readonly Contender[],
  { input, current, best }: { input: FunctionInput; current: Current; best: Candidate },
): number {
  const random = seededRandom(one.candidate.memoryMb);
  const spread = Math.log(one.high / one.low) / 2 / FOUR_OF_FIVE;
  const others = contenders.filter(({ candidate }) => candidate !== one.candidate);
  let chosen = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const durationMs = one.durationMs * Math.exp(spread * normal(random));
    const drawn = contenderAt(one.candidate, durationMs, input);
    const { candidate } = choose([...others, drawn], input, current);
    if (candidate === one.candidate && candidate !== best) chosen += 1;
  }
  return chosen / DRAWS;
}

/** When all that were tried failed or were refused, the largest of the others: small ones may lack memory. */
function nextToTry(candidates: readonly Candidate[], known: Known): Candidate[] {
  const untried = candidates.filter((candidate) => !known.has(candidateId(candidate)));
  const anyStands = candidates.some(
    (candidate) => known.has(candidateId(candidate)) && !hasFailed(known, candidateId(candidate)),
  );
  const [largest] = [...untried].sort((a, b) => b.memoryMb - a.memoryMb);
  return largest && !anyStands ? [largest] : [];
}
