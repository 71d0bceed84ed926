import { predictDurations } from '@acado/tuning';
import { learnFrom } from './leave-one-family-out.ts';
import { type Curve } from './measurements/measurements.ts';
import { type MeasuredAgain, measuredAgain } from './measured-again.ts';
import { mean, type Outcome, outcomeOf } from './outcome.ts';
import { exponential, type Fit, inverse, logLog } from './plain-fits.ts';
import { oneByOne, referenceTasks, type Task } from './task.ts';

export interface Evaluation {
  curves: number;
  families: number;
  /** By method: what is predicted here first, then the plain fits. */
  methods: { name: string; outcomes: Outcome[] }[];
  /** What is predicted here from all that is learnt, on curves without mixed starts, and when more or less is given. */
  variants: { name: string; outcomes: Outcome[] }[];
  /** How many of the hidden measurements lay within the band that was predicted. */
  withinBand: number;
  /** Of the curves that were measured a second time. */
  again: MeasuredAgain[];
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
  const predicted = tasks.map((task) => {
    const predictions = predict(task);
    return { task, predictions, durations: predictions.map(({ durationMs }) => durationMs) };
  });
  const ours = predicted.map(({ task, durations }) => outcomeOf(task, durations));
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
        name: `${OURS}, own family learnt`,
        outcomes: tasks.map((task) => outcomeOf(task, withAllLearnt(task))),
      },
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
    again: predicted.flatMap(({ task, durations }) => measuredAgain(task, durations, curves) ?? []),
  };
}

const withAllLearnt = ({ given, hidden }: Task): number[] =>
  predictDurations(given, hidden.memoryMb).map(({ durationMs }) => durationMs);
