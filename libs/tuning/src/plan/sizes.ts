import { candidateId, isSame } from '../candidate.ts';
import { choose, type Contender } from '../choose.ts';
import { contendersOf } from '../contenders.ts';
import { costAt, rateOf } from '../costs.ts';
import { predictDurations } from '../curve/index.ts';
import type { FunctionInput } from '../input/types.ts';
import type { Architecture, Candidate, Current } from '../types.ts';
import { likelyContenders } from './likely-contenders.ts';
import { hasFailed, type Known } from './round.ts';

/** So many sizes of an architecture are measured without asking the curve first. */
const FEW_SIZES = 8;

/** Of more, so many are measured to fit the curve: the ends, and steps of equal ratio between them. */
const ANCHORS = 5;

function byArchitecture(candidates: readonly Candidate[]): Map<Architecture, Candidate[]> {
  return Map.groupBy(candidates, ({ architecture }) => architecture);
}

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
 * Sizes that were not measured and that the curve through those that were says to be worth it: the one that would be
 * recommended if it were right. None when every size was begun, or the best was measured already.
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
  const { maxP95Ms = Infinity } = input;
  const predicted = [...byArchitecture(unknown)].flatMap(([architecture, sizes]) =>
    predictContenders(
      sizes,
      measured.filter(({ candidate }) => candidate.architecture === architecture),
      input,
    ).filter(({ durationMs }) => durationMs <= maxP95Ms),
  );
  const all: Contender[] = [...likelyContenders(input, known, candidates), ...predicted];
  const inOrder = candidates.flatMap(
    (candidate) => all.find((contender) => isSame(contender.candidate, candidate)) ?? [],
  );
  if (inOrder.length === 0) return [];
  const { candidate } = choose(inOrder, input, current);
  return known.has(candidateId(candidate)) ? [] : [candidate];
}

/** Billed time is rounded up: half a millisecond on average. */
const ROUNDING_MS = 0.5;

function predictContenders(
  sizes: readonly Candidate[],
  measured: readonly Contender[],
  input: FunctionInput,
): Contender[] {
  if (measured.length === 0) return [];
  const predictions = predictDurations(
    {
      memoryMb: measured.map(({ candidate }) => candidate.memoryMb),
      durationMs: measured.map(({ durationMs }) => durationMs),
    },
    sizes.map(({ memoryMb }) => memoryMb),
  );
  return sizes.map((candidate, index) => {
    const { durationMs } = predictions[index]!;
    return {
      candidate,
      durationMs,
      costUsd: costAt(rateOf(candidate, input), durationMs + ROUNDING_MS),
    };
  });
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
