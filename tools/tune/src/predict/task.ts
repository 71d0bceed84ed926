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
export const referenceTasks = (curves: readonly Curve[], sizes = 3): Task[] =>
  curves
    .filter(({ primary, start, memoryMB }) => primary && start !== 'cold' && memoryMB.length >= 5)
    .map((curve) => taskOf(curve, sizes));

/**
 * Gives the smallest size, the largest, and those nearest to even steps between them on a
 * logarithmic scale: of three, the one nearest to the geometric mean (of two as near, the smaller).
 */
export function taskOf(curve: Curve, sizes = 3): Task {
  const { memoryMB } = curve;
  const last = memoryMB.length - 1;
  const given = new Set([0, last]);
  const [least = NaN, most = NaN] = [memoryMB[0], memoryMB[last]];
  for (let step = 1; step < sizes - 1; step++) {
    const target = least * (most / least) ** (step / (sizes - 1));
    const away = (i: number) => Math.abs(Math.log((memoryMB[i] ?? NaN) / target));
    const open = [...memoryMB.keys()].filter((i) => !given.has(i));
    given.add(open.reduce((best, i) => (away(i) < away(best) - 1e-9 ? i : best)));
  }
  return split(curve, (i) => !given.has(i));
}

/** @returns A task for each hidden size, with all other sizes given. */
export const oneByOne = ({ curve, hidden }: Task): Task[] =>
  hidden.memoryMb.map((size) => split(curve, (i) => curve.memoryMB[i] === size));

function split(curve: Curve, isHidden: (i: number) => boolean): Task {
  const pick = (keep: (i: number) => boolean): Points => ({
    memoryMb: curve.memoryMB.filter((_, i) => keep(i)),
    durationMs: curve.durationMs.filter((_, i) => keep(i)),
  });
  return { curve, given: pick((i) => !isHidden(i)), hidden: pick(isHidden) };
}
