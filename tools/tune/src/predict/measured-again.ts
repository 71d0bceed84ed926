import { type Curve } from './measurements/measurements.ts';
import { durationsOf, excessOf, isCheap, mean, offBy } from './outcome.ts';
import { type Task } from './task.ts';

/** How a second measurement of a function, and a prediction, compare with the first measurement. */
export interface MeasuredAgain {
  noisy: boolean;
  /** Mean absolute error at the hidden sizes that were measured again. */
  error: { again: number; predicted: number };
  /**
   * Where many sizes were measured again: how often the cheapest of them by the second measurement
   * (all of them measured), or by the prediction (three of the curve given), really is cheap.
   */
  cheapest?: { again: number; predicted: number };
}

/** Fewer sizes in common are no choice. */
const LEAST_SIZES = 5;

/** @returns Nothing where the task's function was not measured again at hidden sizes. */
export function measuredAgain(
  task: Task,
  predicted: readonly number[],
  curves: readonly Curve[],
): MeasuredAgain | undefined {
  const { curve, hidden } = task;
  const durationAt = durationsOf(task, predicted);
  const repeats = curves.filter(
    (other) => other.id !== curve.id && functionOf(other) === functionOf(curve),
  );
  const pairs = repeats.flatMap((repeat) =>
    hidden.memoryMb.flatMap((size, i) => {
      const again = at(repeat, size);
      return again === undefined ? [] : [{ size, truth: hidden.durationMs[i], again }];
    }),
  );
  if (pairs.length === 0) return undefined;
  const choices = repeats.flatMap((repeat) => {
    const sizes = curve.memoryMB.filter((size) => repeat.memoryMB.includes(size));
    const isChosenWell = (timeAt: (size: number) => number) =>
      Number(isCheap(excessOf(curve, sizes, timeAt)));
    if (sizes.length < LEAST_SIZES) return [];
    return [
      {
        again: isChosenWell((size) => at(repeat, size) ?? NaN),
        predicted: isChosenWell(durationAt),
      },
    ];
  });
  return {
    noisy: curve.flags.includes('noisy'),
    error: {
      again: mean(pairs.map(({ again, truth }) => offBy(again, truth))),
      predicted: mean(pairs.map(({ size, truth }) => offBy(durationAt(size), truth))),
    },
    ...(choices.length > 0 && {
      cheapest: {
        again: mean(choices.map(({ again }) => again)),
        predicted: mean(choices.map(({ predicted }) => predicted)),
      },
    }),
  };
}

const functionOf = ({ family, what, runtime, arch, start }: Curve): string =>
  [family, what.replace(/, run \d.*/, ''), runtime, arch, start].join('|');

const at = ({ memoryMB, durationMs }: Curve, size: number): number | undefined =>
  durationMs[memoryMB.indexOf(size)];
