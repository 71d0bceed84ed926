import { textTable } from '@acado/command-line';
import { type Overall, type Summary } from './summary.ts';

const percent = (share: number | undefined): string =>
  share === undefined ? '' : `${(100 * share).toFixed(1)} %`;

const HEAD = ['mean error', 'median', 'cheapest', 'billed'];

const overallCells = ({ byCurve, byFamily }: Overall): string[] =>
  [
    byCurve.meanError,
    byCurve.medianError,
    byCurve.cheapest,
    byCurve.cheapestBilled,
    byFamily.meanError,
    byFamily.cheapest,
    byFamily.cheapestBilled,
  ].map(percent);

const totalsTable = (title: string, rows: readonly (Overall & { name: string })[]): string =>
  textTable(
    [
      [title, ...HEAD, 'by family: mean error', 'cheapest', 'billed'],
      ...rows.map((row) => [row.name, ...overallCells(row)]),
    ],
    [1, 2, 3, 4, 5, 6, 7],
  );

/** The evaluation as tables for people. */
export function summaryText(summary: Summary): string {
  const { curves, families, notNoisy, methods, variants, withinBand, again } = summary;
  const rows = [...methods, ...variants];
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
nothing learnt from the curve's own family. "cheapest": curves whose size of the least memory × duration,
measured or predicted, really costs at most 5 % more than the cheapest; "billed": the same with
durations rounded up as they are billed. "noisy" is a flag of the data set.

${totalsTable(`all ${curves} curves`, rows)}
${totalsTable(
  `${notNoisy} not flagged noisy`,
  rows.map(({ name, notNoisy }) => ({ name, ...notNoisy })),
)}
${perFamily}
${percent(withinBand)} of the hidden measurements lie within the predicted band.
${again.curves} of the curves were measured a second time: the second measurement is off the first by
${percent(again.meanErrorOfMeasuring)} in the mean, the prediction by ${percent(again.meanErrorOfPredicting)}. Of ${again.cheapest.curves} of them that are not noisy, five sizes or more were measured
again: the second measurement of all sizes finds the cheapest of ${percent(again.cheapest.byMeasuring)}, the prediction from three sizes
of ${percent(again.cheapest.byPredicting)}.
`;
}
