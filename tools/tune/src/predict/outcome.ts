import { type Curve } from './measurements/measurements.ts';
import { type Task } from './task.ts';

/** How a method did on one curve. */
export interface Outcome {
  id: string;
  family: string;
  /** Mean absolute error of the predicted sizes: 0.1 is 10 %. */
  error: number;
  /** What the size that is predicted to be cheapest really costs above the cheapest: 0.1 is 10 %. */
  excess: number;
  /** The same where the predicted cheapest is chosen by billed time: steps of 1 ms, formerly 100 ms. */
  excessBilled: number;
  /** Flagged `noisy` by those who collected the data. */
  noisy: boolean;
}

/** @returns How durations (ms) that were predicted for a task's hidden sizes compare with the truth. */
export function outcomeOf(task: Task, predicted: readonly number[]): Outcome {
  const { curve, hidden } = task;
  const { memoryMB, billing } = curve;
  const durationAt = durationsOf(task, predicted);
  const step = billing === 'x86-100ms' ? 100 : 1;
  return {
    id: curve.id,
    family: curve.family,
    error: mean(predicted.map((duration, i) => offBy(duration, hidden.durationMs[i]))),
    excess: excessOf(curve, memoryMB, durationAt),
    excessBilled: excessOf(curve, memoryMB, (size) => step * Math.ceil(durationAt(size) / step)),
    noisy: curve.flags.includes('noisy'),
  };
}

/** @returns The duration (ms) at a size of the curve: measured where that was given, else predicted. */
export function durationsOf({ given, hidden }: Task, predicted: readonly number[]) {
  const known = new Map(given.memoryMb.map((size, i) => [size, given.durationMs[i]]));
  const rest = new Map(hidden.memoryMb.map((size, i) => [size, predicted[i]]));
  return (memoryMb: number): number => known.get(memoryMb) ?? rest.get(memoryMb) ?? NaN;
}

/** @returns What the size of the least memory × time really costs above the cheapest of some sizes. */
export function excessOf(
  { memoryMB, costUsd }: Curve,
  sizes: readonly number[],
  timeAt: (memoryMb: number) => number,
): number {
  const chosen = sizes.reduce((best, size) =>
    size * timeAt(size) < best * timeAt(best) ? size : best,
  );
  const costAt = (size: number) => costUsd[memoryMB.indexOf(size)] ?? NaN;
  return costAt(chosen) / Math.min(...sizes.map(costAt)) - 1;
}

/** More than the cheapest, a size that is said to be cheapest may cost. */
const TOLERANCE = 0.05;

export const isCheap = (excess: number): boolean => excess <= TOLERANCE + 1e-9;

/** @returns How far a value is off: 0.1 is 10 %. */
export const offBy = (value = NaN, truth = NaN): number => Math.abs(value / truth - 1);

export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;
