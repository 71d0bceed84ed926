import { learnPrior, lessonOf, type Prior } from '@acado/tuning';
import { type Curve } from './measurements/measurements.ts';

/** Fewer sizes say too little of a curve's shape to learn from. */
const LEAST_SIZES = 4;

/**
 * Learns from curves, every family counting as much as another.
 *
 * @returns The prior learnt from all families but one; from all of them where none is named.
 */
export function learnFrom(curves: readonly Curve[]): (leftOut?: string) => Prior {
  const usable = curves.filter(({ memoryMB }) => memoryMB.length >= LEAST_SIZES);
  const counts = Map.groupBy(usable, ({ family }) => family);
  const lessons = usable.map(({ family, memoryMB: memoryMb, durationMs }) => ({
    family,
    lesson: lessonOf({ memoryMb, durationMs }, 1 / (counts.get(family)?.length ?? 1)),
  }));
  return (leftOut) =>
    learnPrior(lessons.filter(({ family }) => family !== leftOut).map(({ lesson }) => lesson));
}
