import { candidateId, type Candidate } from '@acado/tuning';
import { ARCHITECTURES, megabytes, nameOf } from '../report/format.ts';
import type { Row, Side } from './comparison.ts';
import { costChange, durationChange } from './judge.ts';

const architecturesOf = ({ measurements }: Side): Set<string> =>
  new Set(measurements.map(({ architecture }) => architecture));

/** Whether each side has one architecture: then sizes are what they have in common. */
const isBySize = (...sides: Side[]): boolean =>
  sides.every((side) => architecturesOf(side).size <= 1);

/** What was measured on either side, side by side. */
export function rowsOf(before: Side, after: Side, minimumEffect: number): Row[] {
  const bySize = isBySize(before, after);
  const keyOf = (candidate: Candidate): string =>
    bySize ? String(candidate.memoryMb) : candidateId(candidate);
  const all = Map.groupBy([...before.measurements, ...after.measurements], keyOf);
  return [...all]
    .map(([key, [first]]) => ({ key, candidate: first! }))
    .sort(
      (a, b) =>
        (bySize
          ? 0
          : ARCHITECTURES.indexOf(a.candidate.architecture) -
            ARCHITECTURES.indexOf(b.candidate.architecture)) ||
        a.candidate.memoryMb - b.candidate.memoryMb,
    )
    .map(({ key, candidate }): Row => {
      const b = before.measurements.find((measured) => keyOf(measured) === key);
      const a = after.measurements.find((measured) => keyOf(measured) === key);
      return {
        name: bySize ? megabytes(candidate.memoryMb) : nameOf(candidate),
        memoryMb: candidate.memoryMb,
        before: b,
        after: a,
        cost: b && a && costChange(b, a, minimumEffect),
        duration: b && a && durationChange(b, a, minimumEffect),
      };
    });
}
