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

export interface Summary extends Pick<Evaluation, 'curves' | 'families' | 'withinBand'> {
  methods: {
    name: string;
    /** Every curve counts the same. */
    byCurve: Figures;
    /** Every family counts the same, however many curves it has. */
    byFamily: Omit<Figures, 'medianError'>;
    families: Record<string, Figures>;
  }[];
  /** Curves that were measured again at hidden sizes; errors against the first measurement. */
  again: { curves: number; meanErrorOfMeasuring: number; meanErrorOfPredicting: number };
}

/** Predicted to be cheapest, a size may cost this much more than the cheapest. */
const TOLERANCE = 0.05;

export function summarise({ curves, families, withinBand, methods, again }: Evaluation): Summary {
  return {
    curves,
    families,
    withinBand,
    methods: methods.map(({ name, outcomes }) => {
      const byFamily = [...Map.groupBy(outcomes, ({ family }) => family)]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([family, those]): [string, Figures] => [family, figuresOf(those)]);
      return {
        name,
        byCurve: figuresOf(outcomes),
        byFamily: {
          curves: outcomes.length,
          meanError: mean(byFamily.map(([, { meanError }]) => meanError)),
          cheapest: mean(byFamily.map(([, { cheapest }]) => cheapest)),
        },
        families: Object.fromEntries(byFamily),
      };
    }),
    again: {
      curves: again.length,
      meanErrorOfMeasuring: mean(again.map((curve) => curve.again)),
      meanErrorOfPredicting: mean(again.map(({ predicted }) => predicted)),
    },
  };
}

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
