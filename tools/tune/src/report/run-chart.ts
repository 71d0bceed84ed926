import {
  type Analysis,
  type Architecture,
  type Candidate,
  candidateId,
  type Measurement,
} from '@acado/tuning';
import type { Chart, Curve, Flag, Panel, Series, View } from './chart/model.ts';
import { isOutOfSight } from './chart/panel.ts';
import { ARCHITECTURES, count, dollars, moment, ms, nameOf, percent } from './format.ts';
import { groupsOf } from './failure-groups.ts';
import type { Result } from './result-file.ts';
import { settingsOf } from './run-context.ts';

const PERCENTILES = ['p50', 'p90', 'p95', 'p99'] as const;

/** A run as a chart: architectures as series. */
export function chartOfRun(run: Result): Chart {
  const { confidence, maxP95Ms, onlyColdStarts } = settingsOf(run.context.input);
  const architectures = architecturesOf(run);
  const hasRefused = run.measurements.some(({ refusedBecause }) => refusedBecause !== undefined);
  const limit =
    maxP95Ms === undefined
      ? undefined
      : { value: maxP95Ms, text: `p95 at most ${ms(maxP95Ms)} ms (maxP95Ms)` };
  const curves = (curveOf: (measurements: Measurement[]) => Curve): Curve[] =>
    architectures.map((architecture) =>
      curveOf(run.measurements.filter((measured) => measured.architecture === architecture)),
    );
  const points = (
    measurements: readonly Measurement[],
    value: (measured: Measurement) => number,
    interval?: (measured: Measurement) => [number, number],
  ) =>
    measurements.map((measured) => ({
      id: candidateId(measured),
      memoryMb: measured.memoryMb,
      value: value(measured),
      interval: interval?.(measured),
      refused: measured.refusedBecause !== undefined,
      chosen: candidateId(measured) === candidateId(run.recommendation),
    }));
  const ofDuration = { show: (value: number) => count(value), namesErrors: true };
  const panels: Panel[] = [
    {
      ...ofDuration,
      limit,
      key: 'mean',
      title: onlyColdStarts ? 'Duration of cold starts, ms' : 'Duration, ms',
      curves: curves((measured) => ({
        points: points(
          measured,
          ({ averageDurationMs }) => averageDurationMs,
          ({ durationInterval }) => durationInterval,
        ),
        dashed: measured.map(({ memoryMb, p95Ms }) => ({ memoryMb, value: p95Ms })),
      })),
    },
    ...PERCENTILES.map((key) => ({
      ...ofDuration,
      limit: key === 'p95' ? limit : undefined,
      key,
      title: `Duration, ${key}, ms`,
      curves: curves((measured) => ({ points: points(measured, (of) => of[`${key}Ms`]) })),
    })),
    {
      key: 'cost',
      title: 'Cost, USD per million invocations',
      curves: curves((measured) => ({
        points: points(
          measured,
          ({ averageCostUsd }) => averageCostUsd * 1e6,
          ({ costInterval: [low, high] }) => [low * 1e6, high * 1e6],
        ),
      })),
      show: (value) => (value === 0 || value >= 100 ? `$${count(value)}` : dollars(value)),
      namesErrors: false,
    },
  ];
  const outOfSight = isOutOfSight(panels[0]!) ? [`${limit!.text} is above the chart.`] : [];
  return {
    title: run.functionName,
    subtitle: `Tuned for ${run.strategy} · measured ${run.context.target === 'local' ? 'locally' : `on AWS, ${run.region}`}, ${moment(run.startedAt)} · ${count(run.invocations)} invocations`,
    legend: [
      `bars: ${percent(confidence)} confidence`,
      'dashed: p95',
      ...(hasRefused ? ['hollow: breaks a constraint'] : []),
      ...(run.failures.length > 0 ? ['×: failed'] : []),
    ],
    series: architectures.map((name): Series => ({
      name,
      failed: run.failures.filter(({ architecture }) => architecture === name),
    })),
    panels,
    views: [viewOf(run, run.recommendation, true)],
    notes: [
      ...outOfSight,
      ...groupsOf(run.failures).map(
        ({ sizes, architecture, error, cause }) =>
          `× ${sizes}, ${architecture}: ${error}. ${cause}`,
      ),
    ],
  };
}

export const architecturesOf = (run: Analysis): Architecture[] =>
  ARCHITECTURES.filter((name) =>
    [...run.measurements, ...run.failures, run.current].some(
      ({ architecture }) => architecture === name,
    ),
  );

/** A chart that points at a candidate, and at what the function has now. */
export function viewOf({ current }: Analysis, candidate: Candidate, isShown: boolean): View {
  const isSame = candidateId(candidate) === candidateId(current);
  const chosen: Flag = {
    kind: 'chosen',
    memoryMb: candidate.memoryMb,
    text: `${isSame ? 'Recommended, as it is now' : 'Recommended'}: ${nameOf(candidate)}`,
  };
  const now: Flag = {
    kind: 'current',
    memoryMb: current.memoryMb,
    text: `Now: ${nameOf(current)}`,
  };
  return { id: candidateId(candidate), flags: isSame ? [chosen] : [chosen, now], isShown };
}
