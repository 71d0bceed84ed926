import type { Contender } from '../choose.ts';
import { costAt, rateOf } from '../costs.ts';
import { predictDurations } from '../curve/index.ts';
import type { FunctionInput } from '../input/types.ts';
import type { Architecture, Candidate } from '../types.ts';

/** A size that was not measured, and what it may take. */
export interface Predicted extends Contender {
  /** ms: four of five sizes lie between these. */
  low: number;
  high: number;
}

/** Each architecture has a curve of its own. */
export function byArchitecture(candidates: readonly Candidate[]): Map<Architecture, Candidate[]> {
  return Map.groupBy(candidates, ({ architecture }) => architecture);
}

/** Billed time is rounded up: half a millisecond on average. */
const ROUNDING_MS = 0.5;

/** A contender that takes so long. */
export const contenderAt = (
  candidate: Candidate,
  durationMs: number,
  input: FunctionInput,
): Contender => ({
  candidate,
  durationMs,
  costUsd: costAt(rateOf(candidate, input), durationMs + ROUNDING_MS),
});

/** Those that the curve says to be fast enough, by the measured sizes of their own architecture. */
export function predictContenders(
  unknown: readonly Candidate[],
  measured: readonly Contender[],
  input: FunctionInput,
): Predicted[] {
  const { maxP95Ms = Infinity } = input;
  return [...byArchitecture(unknown)].flatMap(([architecture, sizes]) => {
    const own = measured.filter(({ candidate }) => candidate.architecture === architecture);
    if (own.length === 0) return [];
    const predictions = predictDurations(
      {
        memoryMb: own.map(({ candidate }) => candidate.memoryMb),
        durationMs: own.map(({ durationMs }) => durationMs),
      },
      sizes.map(({ memoryMb }) => memoryMb),
    );
    return sizes.flatMap((candidate, index) => {
      const { durationMs, low, high } = predictions[index]!;
      return durationMs > maxP95Ms
        ? []
        : [{ ...contenderAt(candidate, durationMs, input), low, high }];
    });
  });
}
