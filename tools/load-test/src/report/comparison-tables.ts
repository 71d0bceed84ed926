import type { Table } from '@acado/cost/render';
import type { LatencySummary } from '../metrics/latency.ts';
import { headlineOf } from '../metrics/result.ts';
import { ms, percent, perSecond, usd } from './format.ts';
import type { LoadComparison, Stage } from './load-result.ts';
import { warningsOf } from './tables.ts';

const KEYS = ['avg', 'p50', 'p90', 'p95', 'p99', 'max'] as const;

/** A size in a row. */
export function comparisonTable({ stages, model }: LoadComparison): Table {
  return {
    head: ['memory', 'requests', 'errors', 'rate', ...KEYS, 'Lambda per million'],
    rows: stages.map(({ memoryMb, measurement: { total }, lambda }) => [
      `${memoryMb} MB`,
      String(total.requests),
      percent(total.errorRate),
      perSecond(total.throughputPerSecond),
      ...KEYS.map((key) => ms(headlineOf(model, total.latencyMs)?.[key])),
      lambda ? usd(lambda.usdPerMillionRequests) : '–',
    ]),
  };
}

/** How much each other size is of the first one. */
export function factorTable({ stages, model }: LoadComparison): Table {
  const [first, ...others] = stages as [Stage, ...Stage[]];
  const of = ({ measurement }: Stage, key: keyof LatencySummary): number | undefined =>
    headlineOf(model, measurement.total.latencyMs)?.[key];
  return {
    head: [`beside ${first.memoryMb} MB`, 'rate', ...KEYS, 'Lambda per million'],
    rows: others.map((stage) => [
      `${stage.memoryMb} MB`,
      factor(
        first.measurement.total.throughputPerSecond,
        stage.measurement.total.throughputPerSecond,
      ),
      ...KEYS.map((key) => factor(of(first, key), of(stage, key))),
      factor(first.lambda?.usdPerMillionRequests, stage.lambda?.usdPerMillionRequests),
    ]),
  };
}

const factor = (from: number | undefined, to: number | undefined): string =>
  from === undefined || to === undefined || from === 0 ? '–' : `× ${(to / from).toFixed(2)}`;

/** What REPORT lines say of each size. */
export function memoryTable({ stages }: LoadComparison): Table {
  return {
    head: ['memory', 'invocations', 'cold starts', 'duration', 'billed', 'per million requests'],
    rows: stages.map(({ memoryMb, lambda }) => [
      `${memoryMb} MB`,
      String(lambda?.invocations ?? '–'),
      String(lambda?.coldStarts ?? '–'),
      ms(lambda?.averageDurationMs),
      ms(lambda?.averageBilledMs),
      lambda ? usd(lambda.usdPerMillionRequests) : '–',
    ]),
  };
}

export function comparisonFacts({ functions, stages }: LoadComparison): string[] {
  return [
    ...stages.flatMap((stage) =>
      warningsOf(stage).map((warning) => `At ${stage.memoryMb} MB: ${warning}`),
    ),
    ...functions.map(
      ({ name, memoryMb, architecture }) =>
        `${name}: ${memoryMb} MB without the test, ${architecture}`,
    ),
    'Per million requests: what Lambda bills for as many invocations like those of this test, cold starts included, at list prices for duration and requests. What API, table and logs cost is the same at every size.',
  ];
}
