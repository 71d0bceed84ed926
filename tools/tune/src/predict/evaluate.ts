import { predictDurations } from '@acado/tuning';
import { learnFrom } from './leave-one-family-out.ts';
import { type Curve } from './measurements/measurements.ts';
import { exponential, type Fit, inverse, logLog } from './plain-fits.ts';
import { oneByOne, referenceTasks, type Task } from './task.ts';

/** How a method did on one curve. */
export interface Outcome {
  id: string;
  family: string;
  /** Mean absolute error of the predicted sizes: 0.1 is 10 %. */
  error: number;
  /** What the size that is predicted to be cheapest really costs above the cheapest: 0.1 is 10 %. */
  excess: number;
}

export interface Evaluation {
  curves: number;
  families: number;
  /** By method: what is predicted here first, then the plain fits. */
  methods: { name: string; outcomes: Outcome[] }[];
  /** What is predicted here on cleaner curves (none that mix cold and warm starts), and when more or less is given. */
  variants: { name: string; outcomes: Outcome[] }[];
  /** How many of the hidden measurements lay within the band that was predicted. */
  withinBand: number;
  /** Curves that were measured again: how far off the second measurement is, against the prediction. */
  again: { id: string; family: string; again: number; predicted: number }[];
}

/** The name of what this tool predicts, among the methods. */
export const OURS = 'predict';

/** Numbers of measured sizes that predictions are tried with, beside the three of the reference. */
const OTHER_COUNTS = [2, 4];

/**
 * Holds predictions and plain fits against the reference curves; nothing is learnt from the curve's
 * own family.
 *
 * @param allOthers Also predict each hidden size from all other sizes of its curve: what there is to
 * gain from more measurements. Takes some ten seconds.
 */
export function evaluate(curves: readonly Curve[], { allOthers = false } = {}): Evaluation {
  const tasks = referenceTasks(curves);
  const families = [...new Set(tasks.map(({ curve }) => curve.family))];
  const learnt = learnFrom(curves);
  const priors = new Map(families.map((family) => [family, learnt(family)]));
  const predict = ({ curve, given, hidden }: Task) =>
    predictDurations(given, hidden.memoryMb, priors.get(curve.family));
  const durations = (task: Task) => predict(task).map(({ durationMs }) => durationMs);
  const predicted = tasks.map((task) => ({ task, predictions: predict(task) }));
  const ours = predicted.map(({ task, predictions }) =>
    outcomeOf(
      task,
      predictions.map(({ durationMs }) => durationMs),
    ),
  );
  const fitted = (name: string, fit: Fit) => ({
    name,
    outcomes: tasks.map((task) => outcomeOf(task, fit(task.given, task.hidden.memoryMb))),
  });
  return {
    curves: tasks.length,
    families: families.length,
    methods: [
      { name: OURS, outcomes: ours },
      fitted('a0 + a1 / m', inverse),
      fitted('a0 + a1 e^(-m/a2)', exponential),
      fitted('log-log lines', logLog),
    ],
    variants: [
      {
        name: `${OURS}, no mixed starts`,
        outcomes: ours.filter((_, i) => tasks[i]?.curve.start !== 'mixed'),
      },
      ...OTHER_COUNTS.map((sizes) => ({
        name: `${OURS}, ${sizes} sizes given`,
        outcomes: referenceTasks(curves, sizes).map((task) => outcomeOf(task, durations(task))),
      })),
      ...(allOthers
        ? [
            {
              name: `${OURS}, all others given`,
              outcomes: tasks.map((task) => outcomeOf(task, oneByOne(task).flatMap(durations))),
            },
          ]
        : []),
    ],
    withinBand: mean(
      predicted.flatMap(({ task, predictions }) =>
        predictions.map(({ low, high }, i) => {
          const duration = task.hidden.durationMs[i] ?? NaN;
          return low <= duration && duration <= high ? 1 : 0;
        }),
      ),
    ),
    again: predicted.flatMap(({ task, predictions }) => {
      const repeats = measuredAgain(task, curves);
      if (repeats.length === 0) return [];
      const truth = (at: number) => task.hidden.durationMs[at];
      return {
        id: task.curve.id,
        family: task.curve.family,
        again: mean(repeats.map(({ at, durationMs }) => offBy(durationMs, truth(at)))),
        predicted: mean(repeats.map(({ at }) => offBy(predictions[at]?.durationMs, truth(at)))),
      };
    }),
  };
}

function outcomeOf({ curve, hidden }: Task, predicted: readonly number[]): Outcome {
  const at = new Map(hidden.memoryMb.map((size, i) => [size, predicted[i] ?? NaN]));
  const costs = curve.memoryMB.map((size, i) =>
    costOf(curve, size, at.get(size) ?? curve.durationMs[i] ?? NaN),
  );
  const chosen = curve.costUsd[costs.indexOf(Math.min(...costs))] ?? NaN;
  return {
    id: curve.id,
    family: curve.family,
    error: mean(predicted.map((duration, i) => offBy(duration, hidden.durationMs[i]))),
    excess: chosen / Math.min(...curve.costUsd) - 1,
  };
}

/** In MB·ms: a price would be the same for all sizes. */
function costOf({ billing }: Curve, memoryMb: number, durationMs: number): number {
  const step = billing === 'x86-100ms' ? 100 : 1;
  return memoryMb * step * Math.ceil(durationMs / step);
}

/** Second measurements of the same function at sizes that were hidden. */
function measuredAgain({ curve, hidden }: Task, curves: readonly Curve[]) {
  const functionOf = ({ family, what, runtime, arch, start }: Curve) =>
    [family, what.replace(/, run \d.*/, ''), runtime, arch, start].join('|');
  return curves
    .filter((other) => other.id !== curve.id && functionOf(other) === functionOf(curve))
    .flatMap(({ memoryMB, durationMs }) =>
      hidden.memoryMb.flatMap((size, at) => {
        const duration = durationMs[memoryMB.indexOf(size)];
        return duration === undefined ? [] : [{ at, durationMs: duration }];
      }),
    );
}

const offBy = (value = NaN, truth = NaN): number => Math.abs(value / truth - 1);

export const mean = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length;
