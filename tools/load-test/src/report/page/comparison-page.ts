import { tableHtml } from '@acado/cost/render';
import type { SeriesPoint } from '../../metrics/series.ts';
import {
  comparisonFacts,
  comparisonTable,
  factorTable,
  memoryTable,
} from '../comparison-tables.ts';
import { latencyName } from '../format.ts';
import type { LoadComparison } from '../load-result.ts';
import { thresholdText } from '../sentences.ts';
import { latencyTable, requestTable } from '../tables.ts';
import { documentOf, heading, list, note } from './document.ts';
import { lineChart } from './line-chart.ts';
import { errorsOf } from './result-page.ts';

/** A comparison as a page. */
export function comparisonPage(comparison: LoadComparison): string {
  const { stages, verdict } = comparison;
  const chart = (title: string, unit: string, of: (point: SeriesPoint) => number | null): string =>
    lineChart({
      ...{ title, unit },
      lines: stages.map(({ memoryMb, measurement }, index) => ({
        ...{ name: `${memoryMb} MB`, values: measurement.series.map(of), series: index % 9 },
      })),
    });
  return documentOf(comparison, verdict, [
    note(`Times are of the ${latencyName(comparison.model)}.`),
    tableHtml(comparisonTable(comparison)),
    ...(stages.length > 1 ? [tableHtml(factorTable(comparison))] : []),
    list(
      stages.flatMap(({ memoryMb, thresholds }) =>
        thresholds.map((threshold) => `${memoryMb} MB ${thresholdText(threshold)}`),
      ),
    ),
    heading('Over time'),
    chart(`p50 of the ${latencyName(comparison.model)}`, 'ms', ({ p50Ms }) => p50Ms),
    chart(`p95 of the ${latencyName(comparison.model)}`, 'ms', ({ p95Ms }) => p95Ms),
    chart('Throughput', 'requests per second', ({ requests }) => requests),
    chart('Errors', 'per second', ({ errors }) => errors),
    chart('Users at work', 'most within the second', ({ users }) => users),
    heading('What Lambda did'),
    tableHtml(memoryTable(comparison)),
    list(comparisonFacts(comparison)),
    ...stages.flatMap((stage) => {
      const result = { ...comparison, ...stage };
      return [
        heading(`At ${stage.memoryMb} MB`),
        tableHtml(requestTable(result)),
        tableHtml(latencyTable(result)),
        ...errorsOf(result),
      ];
    }),
  ]);
}
