import { type Curve } from './measurements/measurements.ts';

/** What is asked of a predictor: some sizes of a curve are given, the others are to be predicted. */
export interface Task {
  curve: Curve;
  given: Points;
  hidden: Points;
}

export interface Points {
  memoryMb: number[];
  durationMs: number[];
}

/** @returns The tasks of the reference: primary curves, not of cold starts, of five sizes or more. */
export const referenceTasks = (curves: readonly Curve[]): Task[] =>
  curves
    .filter(({ primary, start, memoryMB }) => primary && start !== 'cold' && memoryMB.length >= 5)
    .map(taskOf);

/** Gives the smallest size, the largest, and the one nearest to their geometric mean. */
export function taskOf(curve: Curve): Task {
  const { memoryMB, durationMs } = curve;
  const last = memoryMB.length - 1;
  const middle = Math.sqrt((memoryMB[0] ?? NaN) * (memoryMB[last] ?? NaN));
  const away = (i: number) => Math.abs(Math.log((memoryMB[i] ?? NaN) / middle));
  const inner = [...memoryMB.keys()].slice(1, last);
  const nearest = inner.reduce((best, i) => (away(i) < away(best) ? i : best), 1);
  const isGiven = (i: number) => i === 0 || i === nearest || i === last;
  const pick = (keep: (i: number) => boolean): Points => ({
    memoryMb: memoryMB.filter((_, i) => keep(i)),
    durationMs: durationMs.filter((_, i) => keep(i)),
  });
  return { curve, given: pick(isGiven), hidden: pick((i) => !isGiven(i)) };
}
