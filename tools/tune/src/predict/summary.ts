import { type Evaluation, mean, type Outcome } from './evaluate.ts';

/** The figures of a method over some curves: 0.1 is 10 %. */
export interface Figures {
  curves: number;
  /** Mean and median, over the curves, of each curve's mean absolute error. */
  meanError: number;
  medianError: number;
  /** The part of the curves whose predicted cheapest size costs at most 5 % more than the cheapest. */
  cheapest: number;
}

/** Figures over all curves, twice: every curve counts the same, and every family does. */
export interface Overall {
  byCurve: Figures;
  byFamily: Omit<Figures, 'medianError'>;
}

export interface Summary extends Pick<Evaluation, 'curves' | 'families' | 'withinBand'> {
  methods: (Overall & { name: string; families: Record<string, Figures> })[];
  /** Predictions on cleaner curves, and when more or less is given. */
  variants: (Overall & { name: string })[];
  /** Curves that were measured again at hidden sizes; errors against the first measurement. */
  again: { curves: number; meanErrorOfMeasuring: number; meanErrorOfPredicting: number };
}

/** Predicted to be cheapest, a size may cost this much more than the cheapest. */
const TOLERANCE = 0.05;

export const summarise = (evaluation: Evaluation): Summary => ({
  curves: evaluation.curves,
  families: evaluation.families,
  withinBand: evaluation.withinBand,
  methods: evaluation.methods.map(({ name, outcomes }) => ({
    name,
    ...overall(outcomes),
    families: familiesOf(outcomes),
  })),
  variants: evaluation.variants.map(({ name, outcomes }) => ({ name, ...overall(outcomes) })),
  again: {
    curves: evaluation.again.length,
    meanErrorOfMeasuring: mean(evaluation.again.map(({ again }) => again)),
    meanErrorOfPredicting: mean(evaluation.again.map(({ predicted }) => predicted)),
  },
});

function overall(outcomes: readonly Outcome[]): Overall {
  const families = Object.values(familiesOf(outcomes));
  return {
    byCurve: figuresOf(outcomes),
    byFamily: {
      curves: outcomes.length,
      meanError: mean(families.map(({ meanError }) => meanError)),
      cheapest: mean(families.map(({ cheapest }) => cheapest)),
    },
  };
}

const familiesOf = (outcomes: readonly Outcome[]): Record<string, Figures> =>
  Object.fromEntries(
    [...Map.groupBy(outcomes, ({ family }) => family)]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([family, those]) => [family, figuresOf(those)]),
  );

const figuresOf = (outcomes: readonly Outcome[]): Figures => ({
  curves: outcomes.length,
  meanError: mean(outcomes.map(({ error }) => error)),
  medianError: median(outcomes.map(({ error }) => error)),
  cheapest: mean(outcomes.map(({ excess }) => (excess <= TOLERANCE + 1e-9 ? 1 : 0))),
});

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}
