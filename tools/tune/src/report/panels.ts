import { candidateId, type Measurement } from '@acado/tuning';
import type { Curve, Panel, Point } from './chart/model.ts';
import { count, dollars, ms } from './format.ts';
import type { Settings } from './run-context.ts';

const PERCENTILES = ['p50', 'p90', 'p95', 'p99'] as const;

/** What the panels of a chart are made of. */
export interface Panels {
  /** Measurements of each series. */
  series: readonly (readonly Measurement[])[];
  settings: Pick<Settings, 'maxP95Ms' | 'onlyColdStarts'>;
  /** Whether a ring marks the point. */
  isChosen: (measured: Measurement, look: number) => boolean;
}

/** Mean, percentiles and cost over memory. */
export function panelsOf({ series, settings, isChosen }: Panels): Panel[] {
  const { maxP95Ms, onlyColdStarts } = settings;
  const limit = maxP95Ms === undefined ? undefined : limitOf(maxP95Ms);
  const curves = (
    value: (measured: Measurement) => number,
    interval?: (measured: Measurement) => [number, number],
  ): Curve[] =>
    series.map((measurements, look) => ({
      points: measurements.map((measured): Point => ({
        id: candidateId(measured),
        memoryMb: measured.memoryMb,
        value: value(measured),
        interval: interval?.(measured),
        refused: measured.refusedBecause !== undefined,
        chosen: isChosen(measured, look),
      })),
    }));
  const name = onlyColdStarts ? 'Duration of cold starts' : 'Duration';
  const mean = curves(
    ({ averageDurationMs }) => averageDurationMs,
    ({ durationInterval }) => durationInterval,
  );
  const dashed = (look: number): Curve['dashed'] =>
    series[look]!.map(({ memoryMb, p95Ms }) => ({ memoryMb, value: p95Ms }));
  return [
    {
      key: 'mean',
      title: `${name}, ms`,
      curves: mean.map((curve, look) => ({ ...curve, dashed: dashed(look) })),
      limit,
      show: count,
      namesErrors: true,
    },
    ...PERCENTILES.map((key) => ({
      key,
      title: `${name}, ${key}, ms`,
      curves: curves((measured) => measured[`${key}Ms`]),
      limit: key === 'p95' ? limit : undefined,
      show: count,
      namesErrors: true,
    })),
    {
      key: 'cost',
      title: 'Cost, USD per million invocations',
      curves: curves(
        ({ averageCostUsd }) => averageCostUsd * 1e6,
        ({ costInterval: [low, high] }) => [low * 1e6, high * 1e6],
      ),
      show: (value) => (value === 0 || value >= 100 ? `$${count(value)}` : dollars(value)),
      namesErrors: false,
    },
  ];
}

export const limitOf = (maxP95Ms: number): NonNullable<Panel['limit']> => ({
  value: maxP95Ms,
  text: `p95 at most ${ms(maxP95Ms)} ms (maxP95Ms)`,
});
