import type { Table } from '@acado/cost/render';
import { type Analysis, candidateId, isSame, type Measurement } from '@acado/tuning';
import { groupsOf } from './failure-groups.ts';
import { ARCHITECTURES, count, dollars, ms, nameOf, perMillion } from './format.ts';
import { measurementOf } from './words.ts';

/** A value with its confidence interval, `116 (111–121)`. */
export const withInterval = (
  value: number,
  [low, high]: readonly [number, number],
  show: (value: number) => string,
): string => `${show(value)} (${show(low)}–${show(high)})`;

export const ordered = (measurements: readonly Measurement[]): Measurement[] =>
  measurements.toSorted(
    (a, b) =>
      ARCHITECTURES.indexOf(a.architecture) - ARCHITECTURES.indexOf(b.architecture) ||
      a.memoryMb - b.memoryMb,
  );

/** Every measured candidate with all its figures. */
export function candidatesTable(run: Analysis): Table {
  const rows = ordered(run.measurements);
  const failed = new Set(run.failures.map(candidateId));
  const remarkOf = (measured: Measurement): string =>
    [
      isSame(measured, run.recommendation) ? 'recommended' : '',
      isSame(measured, run.current) ? 'now' : '',
      measured.refusedBecause ?? '',
      failed.has(candidateId(measured)) ? 'failed later' : '',
    ]
      .filter(Boolean)
      .join(', ');
  return {
    head: [
      'Memory, MB',
      'Architecture',
      '',
      'USD per million',
      'Mean, ms',
      'p50',
      'p90',
      'p95',
      'p99',
      'Cold init, ms',
      'Memory used, MB',
      'Samples',
    ],
    numbersFrom: 3,
    rows: rows.map((measured) => [
      count(measured.memoryMb),
      measured.architecture,
      remarkOf(measured),
      withInterval(measured.averageCostUsd, measured.costInterval, perMillion),
      withInterval(measured.averageDurationMs, measured.durationInterval, ms),
      ...[measured.p50Ms, measured.p90Ms, measured.p95Ms, measured.p99Ms].map(ms),
      measured.cold ? ms(measured.cold.averageInitMs) : '–',
      measured.maxMemoryUsedMb === undefined ? '–' : count(measured.maxMemoryUsedMb),
      samplesOf(measured),
    ]),
    marked: rows.flatMap((measured, row) => (isSame(measured, run.recommendation) ? [row] : [])),
  };
}

/** `50`, and what is special about some of them. */
export function samplesOf({ samples, coldSamples, errors, throttles }: Measurement): string {
  const notes = [
    coldSamples > 0 ? `${count(coldSamples)} cold` : '',
    errors > 0 ? `${count(errors)} with an allowed error` : '',
    throttles > 0 ? `${count(throttles)} throttles` : '',
  ].filter(Boolean);
  return count(samples) + (notes.length > 0 ? ` (${notes.join(', ')})` : '');
}

/** Invocations a month, for lack of the function's own. */
const VOLUMES = [1e6, 1e7, 1e8];

/** What the recommendation means for a bill. */
export function monthTable(run: Analysis): Table | undefined {
  const now = measurementOf(run, run.current);
  const then = measurementOf(run, run.recommendation);
  if (!then) return undefined;
  const isChange = now !== undefined && !isSame(run.current, run.recommendation);
  return {
    head: [
      'Invocations a month',
      ...(isChange ? [`Now: ${nameOf(run.current)}`] : []),
      `${isChange ? 'Recommended: ' : ''}${nameOf(run.recommendation)}`,
      ...(isChange ? ['Saved a month', 'Saved a year'] : []),
    ],
    rows: VOLUMES.map((volume) => {
      const cost = then.averageCostUsd * volume;
      if (!isChange) return [count(volume), dollars(cost)];
      const before = now.averageCostUsd * volume;
      return [
        count(volume),
        dollars(before),
        dollars(cost),
        dollars(before - cost),
        dollars((before - cost) * 12),
      ];
    }),
  };
}

/** What failed, and why; alike sizes in one row. */
export const failuresTable = ({ failures }: Analysis): Table => ({
  head: ['Sizes', 'Architecture', 'Error', 'Cause'],
  numbersFrom: 4,
  rows: groupsOf(failures).map(({ sizes, architecture, error, cause }) => [
    sizes,
    architecture,
    error,
    cause,
  ]),
});
