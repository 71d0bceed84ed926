import { tableHtml } from '@acado/cost/render';
import type { SeriesPoint } from '../../metrics/series.ts';
import { latencyName } from '../format.ts';
import type { LoadResult } from '../load-result.ts';
import { summaryOf, thresholdText } from '../sentences.ts';
import { errorTable, factsOf, latencyTable, requestTable, warningsOf } from '../tables.ts';
import { documentOf, heading, list } from './document.ts';
import { lineChart } from './line-chart.ts';

/** A run as a page. */
export function resultPage(result: LoadResult): string {
  const { measurement, thresholds } = result;
  return documentOf(result, summaryOf(result), [
    list([...thresholds.map(thresholdText), ...warningsOf(result)]),
    heading('Over time'),
    ...chartsOf(measurement.series, latencyName(result.model)),
    heading(`Requests and their ${latencyName(result.model)}`),
    tableHtml(requestTable(result)),
    heading('Latency'),
    tableHtml(latencyTable(result)),
    ...errorsOf(result),
    heading('In all'),
    list(factsOf(result)),
  ]);
}

export const errorsOf = (result: Pick<LoadResult, 'measurement'>): string[] =>
  result.measurement.total.failed > 0 ? [heading('Errors'), tableHtml(errorTable(result))] : [];

function chartsOf(points: readonly SeriesPoint[], latency: string): string[] {
  const valuesOf = (key: 'p50Ms' | 'p95Ms' | 'p99Ms' | 'requests' | 'users') =>
    points.map((point) => point[key]);
  return [
    lineChart({
      ...{ title: `${latency[0]!.toUpperCase()}${latency.slice(1)}`, unit: 'ms' },
      lines: [
        { name: 'p50', values: valuesOf('p50Ms'), series: 2 },
        { name: 'p95', values: valuesOf('p95Ms'), series: 0 },
        { name: 'p99', values: valuesOf('p99Ms'), series: 7 },
      ],
    }),
    lineChart({
      ...{ title: 'Throughput', unit: 'requests per second' },
      lines: [{ name: 'ended', values: valuesOf('requests'), series: 0 }],
    }),
    lineChart({
      ...{ title: 'Errors', unit: 'per second' },
      lines: [
        { name: 'throttled (429)', values: points.map(({ throttled }) => throttled), series: 1 },
        {
          name: 'others',
          values: points.map(({ errors, throttled }) => errors - throttled),
          series: 7,
        },
      ],
    }),
    lineChart({
      ...{ title: 'Users at work', unit: 'most within the second' },
      lines: [{ name: 'users', values: valuesOf('users'), series: 5 }],
    }),
  ];
}
