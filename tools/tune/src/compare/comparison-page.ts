import { escape, tableHtml } from '@acado/cost/render';
import { sizesOf } from '../report/chart/model.ts';
import { failureText } from '../report/failure-groups.ts';
import { ms, nameOf, perMillion } from '../report/format.ts';
import { controlsHtml } from '../report/page/controls.ts';
import { card, documentOf, heading, link, list, paragraph } from '../report/page/document.ts';
import { figureHtml, type Tip } from '../report/page/figure.ts';
import { samplesOf, withInterval } from '../report/tables.ts';
import type { Change } from './change.ts';
import type { Comparison } from './comparison.ts';
import { chartOfComparison, seriesOf } from './comparison-chart.ts';
import { changeText } from './judge.ts';
import { comparisonTables, headlineOf, NOTES, VERDICTS } from './tables.ts';

/** A comparison as a page that needs nothing but itself. */
export function pageOfComparison(comparison: Comparison): string {
  const chart = chartOfComparison(comparison);
  const { functionName, reason, warnings, visualization } = comparison;
  return documentOf(`${functionName}: ${headlineOf(comparison)}`, [
    `<h1>${escape(functionName)}</h1>`,
    paragraph(`${chart.subtitle}.`, 'summary'),
    paragraph(`${headlineOf(comparison)}.`, 'lead'),
    paragraph(reason),
    cardsHtml(comparison),
    ...warnings.map((warning) => paragraph(warning, 'warning')),
    heading('Duration and cost over memory'),
    controlsHtml(chart),
    figureHtml(
      chart,
      sizesOf(chart).map((memoryMb) => tipOf(comparison, memoryMb)),
    ),
    ...comparisonTables(comparison).flatMap(({ title, table }) => [
      heading(title),
      tableHtml(table),
    ]),
    heading('How to read it'),
    list(NOTES),
    `<p>${[
      link(visualization, 'Both curves on lambda-power-tuning'),
      link('comparison.json', 'as JSON'),
      link('comparison.svg', 'as SVG'),
      link('comparison.png', 'as PNG'),
    ].join(' · ')}</p>`,
  ]);
}

function cardsHtml({ before, after, cost, duration }: Comparison): string {
  const changeCard = (name: string, change: Change | undefined, show: (value: number) => string) =>
    change
      ? card(
          `${name}: ${VERDICTS[change.verdict]}`,
          `${show(change.before)} → ${show(change.after)}`,
          changeText(change),
        )
      : card(name, '–', 'not measured on both sides');
  return [
    '<dl class="cards">',
    card('Compared', `${nameOf(before)} → ${nameOf(after)}`, `${before.name} → ${after.name}`),
    changeCard('Cost per million', cost, perMillion),
    changeCard('Mean duration', duration, (value) => `${ms(value)} ms`),
    '</dl>',
  ].join('\n');
}

function tipOf(comparison: Comparison, memoryMb: number): Tip {
  const columns = seriesOf(comparison).map((series, look) => ({
    ...series,
    look,
    measured: series.measurements.find((measured) => measured.memoryMb === memoryMb),
    failure: series.failures.find((failure) => failure.memoryMb === memoryMb),
  }));
  const measured = columns.flatMap((column) =>
    column.measured ? [{ look: column.look, name: column.name, of: column.measured }] : [],
  );
  const changes = comparison.rows.filter((row) => row.memoryMb === memoryMb);
  return {
    memoryMb,
    columns: measured.map(({ look, name }) => ({ look, name })),
    rows: [
      {
        name: 'Mean, ms',
        values: measured.map(({ of }) =>
          withInterval(of.averageDurationMs, of.durationInterval, ms),
        ),
      },
      { name: 'p95', values: measured.map(({ of }) => ms(of.p95Ms)) },
      {
        name: 'USD per million',
        values: measured.map(({ of }) =>
          withInterval(of.averageCostUsd, of.costInterval, perMillion),
        ),
      },
      { name: 'Samples', values: measured.map(({ of }) => samplesOf(of)) },
    ],
    remarks: [
      ...changes.flatMap(({ name, cost, duration }) =>
        cost && duration
          ? [`${name}: cost ${changeText(cost)}, duration ${changeText(duration)}`]
          : [],
      ),
      ...columns.flatMap(({ name, failure }) =>
        failure ? [`${name} failed: ${failureText(failure)}`] : [],
      ),
    ],
  };
}
