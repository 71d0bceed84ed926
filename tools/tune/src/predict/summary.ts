import { type Evaluation } from './evaluate.ts';
import { isCheap, mean, type Outcome } from './outcome.ts';

/** The figures of a method over some curves: 0.1 is 10 %. */
export interface Figures {
  curves: number;
  /** Mean and median, over the curves, of each curve's mean absolute error. */
  meanError: number;
  medianError: number;
  /**
   * The part of the curves whose predicted cheapest size costs at most 5 % more than the cheapest:
   * the least memory × duration, measured or predicted.
   */
  cheapest: number;
  /** The same by billed time, which is rounded up. */
  cheapestBilled: number;
}

/** Figures over the same curves, twice: every curve counts the same, and every family does. */
export interface Overall {
  byCurve: Figures;
  byFamily: Omit<Figures, 'medianError'>;
}

/** Figures over all curves, and over those that the data's collectors did not flag `noisy`. */
export interface Scored extends Overall {
  name: string;
  notNoisy: Overall;
}

export interface Summary extends Pick<Evaluation, 'curves' | 'families' | 'withinBand'> {
  /** How many of the curves are not flagged `noisy`. */
  notNoisy: number;
  methods: (Scored & { families: Record<string, Figures> })[];
  /** Predictions with more learnt, on other curves, and when more or less is given. */
  variants: Scored[];
  /** Curves of which predictions miss the cheapest size by more than 5 %, and by how much. */
  missed: Pick<Outcome, 'id' | 'excess' | 'excessBilled' | 'noisy'>[];
  /** Curves that were measured a second time, and how predictions compare with that. */
  again: {
    curves: number;
    /** Mean errors at hidden sizes, against the first measurement. */
    meanErrorOfMeasuring: number;
    meanErrorOfPredicting: number;
    /** Those not noisy of which five sizes or more were: how often the cheapest of them is found. */
    cheapest: { curves: number; byMeasuring: number; byPredicting: number };
  };
}

export function summarise(evaluation: Evaluation): Summary {
  const [ours] = evaluation.methods;
  const outcomes = ours?.outcomes ?? [];
  return {
    curves: evaluation.curves,
    families: evaluation.families,
    notNoisy: outcomes.filter(({ noisy }) => !noisy).length,
    withinBand: evaluation.withinBand,
    methods: evaluation.methods.map((method) => ({
      ...scored(method),
      families: familiesOf(method.outcomes),
    })),
    variants: evaluation.variants.map(scored),
    missed: outcomes
      .filter(({ excess, excessBilled }) => !isCheap(excess) || !isCheap(excessBilled))
      .map(({ id, excess, excessBilled, noisy }) => ({ id, excess, excessBilled, noisy })),
    again: againOf(evaluation),
  };
}

function againOf({ again }: Evaluation): Summary['again'] {
  const choices = again.flatMap(({ noisy, cheapest }) => (noisy ? [] : (cheapest ?? [])));
  return {
    curves: again.length,
    meanErrorOfMeasuring: mean(again.map(({ error }) => error.again)),
    meanErrorOfPredicting: mean(again.map(({ error }) => error.predicted)),
    cheapest: {
      curves: choices.length,
      byMeasuring: mean(choices.map(({ again }) => again)),
      byPredicting: mean(choices.map(({ predicted }) => predicted)),
    },
  };
}

const scored = ({ name, outcomes }: { name: string; outcomes: readonly Outcome[] }): Scored => ({
  name,
  ...overall(outcomes),
  notNoisy: overall(outcomes.filter(({ noisy }) => !noisy)),
});

function overall(outcomes: readonly Outcome[]): Overall {
  const families = Object.values(familiesOf(outcomes));
  return {
    byCurve: figuresOf(outcomes),
    byFamily: {
      curves: outcomes.length,
      meanError: mean(families.map(({ meanError }) => meanError)),
      cheapest: mean(families.map(({ cheapest }) => cheapest)),
      cheapestBilled: mean(families.map(({ cheapestBilled }) => cheapestBilled)),
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
  cheapest: mean(outcomes.map(({ excess }) => Number(isCheap(excess)))),
  cheapestBilled: mean(outcomes.map(({ excessBilled }) => Number(isCheap(excessBilled)))),
});

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return mean(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}
