import { textTable } from '@acado/command-line';
import { type Overall, type Summary } from './summary.ts';

const percent = (share: number | undefined): string =>
  share === undefined ? '' : `${(100 * share).toFixed(1)} %`;

const overallCells = ({ byCurve, byFamily }: Overall): string[] =>
  [
    byCurve.meanError,
    byCurve.medianError,
    byCurve.cheapest,
    byFamily.meanError,
    byFamily.cheapest,
  ].map(percent);

/** The evaluation as tables for people. */
export function summaryText({
  curves,
  families,
  methods,
  variants,
  withinBand,
  again,
}: Summary): string {
  const totals = textTable(
    [
      ['', 'mean error', 'median', 'cheapest', 'by family: mean error', 'cheapest'],
      ...[...methods, ...variants].map((row) => [row.name, ...overallCells(row)]),
    ],
    [1, 2, 3, 4, 5],
  );
  const perFamily = textTable(
    [
      ['mean error', 'curves', ...methods.map(({ name }) => name), 'cheapest'],
      ...Object.entries(methods[0]?.families ?? {}).map(([family, figures]) => [
        family,
        String(figures.curves),
        ...methods.map((method) => percent(method.families[family]?.meanError)),
        percent(figures.cheapest),
      ]),
    ],
    methods.map((_, i) => i + 2).concat(1, methods.length + 2),
  );
  return `${curves} curves of ${families} families; given the smallest, the log-middle and the largest size,
nothing learnt from the curve's own family. "cheapest": curves whose predicted cheapest size really
costs at most 5 % more than the cheapest.

${totals}
${perFamily}
${percent(withinBand)} of the hidden measurements lie within the predicted band.
${again.curves} of the curves were measured a second time: the second measurement is off the first by
${percent(again.meanErrorOfMeasuring)} in the mean, the prediction by ${percent(again.meanErrorOfPredicting)}.
`;
}
