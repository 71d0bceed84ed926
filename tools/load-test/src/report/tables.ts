import type { Table } from '@acado/cost/render';
import type { LatencySummary } from '../metrics/latency.ts';
import { type Correction, headlineOf } from '../metrics/result.ts';
import type { LoadResult } from './load-result.ts';
import { bytes, ms, percent, perSecond } from './format.ts';

type Shown = Pick<LoadResult, 'measurement'>;

const latencyCells = (latency: LatencySummary | null): string[] =>
  (['avg', 'p50', 'p90', 'p95', 'p99', 'max'] as const).map((key) => ms(latency?.[key]));

const LATENCY_HEAD = ['avg', 'p50', 'p90', 'p95', 'p99', 'max'];

/** All requests, and those of each name. */
export function requestTable({
  model,
  measurement,
}: Pick<LoadResult, 'model' | 'measurement'>): Table {
  const { total, byRequest } = measurement;
  return {
    head: ['request', 'requests', 'errors', 'rate', ...LATENCY_HEAD],
    rows: [{ ...total, name: 'all' }, ...byRequest].map((figures) => [
      figures.name,
      String(figures.requests),
      percent(figures.errorRate),
      perSecond(figures.throughputPerSecond),
      ...latencyCells(headlineOf(model, figures.latencyMs)),
    ]),
    marked: [0],
  };
}

/** Both ways to count latency. */
export function latencyTable({ measurement: { total, correction } }: Shown): Table {
  return {
    head: ['latency', ...LATENCY_HEAD],
    rows: [
      ['service time: from sending to the answer', ...latencyCells(total.latencyMs.service)],
      [correctionText(correction), ...latencyCells(total.latencyMs.corrected)],
    ],
  };
}

const correctionText = (correction: Correction): string =>
  correction.by === 'intendedStart'
    ? 'from the intended start to the answer'
    : `corrected: with what users would have sent every ${ms(correction.intervalMs)} while they waited`;

/** Errors of each kind, over all requests and by their names. */
export function errorTable({ measurement: { total, byRequest } }: Shown): Table {
  const rows = total.errors.flatMap(({ kind, label, count }) => {
    const named = byRequest.flatMap(({ name, errors }) => {
      const own = errors.find((error) => error.kind === kind);
      return own ? [['', name, String(own.count)]] : [];
    });
    return [[label, 'all', String(count)], ...(byRequest.length > 1 ? named : [])];
  });
  const marked = rows.flatMap(([label], index) => (label === '' ? [] : [index]));
  return { head: ['error', 'request', 'count'], rows, numbersFrom: 2, marked };
}

/** From here on the process that makes the load has no time left to be on time. */
const TOO_BUSY = 0.8;

/** What should be known before figures are believed. */
export const warningsOf = ({ measurement: { unsent, generatorBusy } }: Shown): string[] => [
  ...(unsent > 0
    ? [
        `${unsent} requests found nobody free to send them until the end; thresholds count them as errors`,
      ]
    : []),
  ...(generatorBusy > TOO_BUSY
    ? [
        `What makes the load was busy for ${percent(generatorBusy)} of the time: it could hardly send more, and the latencies are its own, too. Make less load, or from several machines`,
      ]
    : []),
];

/** What was sent and answered, in a few facts. */
export function factsOf({ measurement }: Shown): string[] {
  const { total, elapsedSeconds } = measurement;
  const statuses = Object.entries(total.statuses).map(([status, count]) => `${status}: ${count}`);
  return [
    `${total.requests} requests in ${elapsedSeconds} s, ${perSecond(total.throughputPerSecond)}`,
    `${bytes(total.bytesReceived)} received, ${bytes(total.bytesSent)} sent in bodies`,
    `statuses ${statuses.join(', ') || 'none'}`,
  ];
}
