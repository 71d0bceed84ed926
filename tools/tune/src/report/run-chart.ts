import {
  type Analysis,
  type Architecture,
  type Candidate,
  candidateId,
  isSame,
} from '@acado/tuning';
import type { Chart, Flag, View } from './chart/model.ts';
import { isOutOfSight } from './chart/panel.ts';
import { failureText, groupsOf } from './failure-groups.ts';
import { ARCHITECTURES, count, moment, nameOf, percent } from './format.ts';
import { limitOf, panelsOf } from './panels.ts';
import type { Result } from './result-file.ts';
import { settingsOf } from './run-context.ts';

/** A run as a chart: architectures as series. */
export function chartOfRun(run: Result): Chart {
  const settings = settingsOf(run.context.input);
  const { confidence, maxP95Ms } = settings;
  const architectures = architecturesOf(run);
  const panels = panelsOf({
    series: architectures.map((architecture) =>
      run.measurements.filter((measured) => measured.architecture === architecture),
    ),
    settings,
    isChosen: (measured) => isSame(measured, run.recommendation),
  });
  const place = run.context.target === 'local' ? 'locally' : `on AWS, ${run.region}`;
  return {
    title: run.functionName,
    subtitle: `Tuned for ${run.strategy} · measured ${place}, ${moment(run.startedAt)} · ${count(run.invocations)} invocations`,
    legend: legendOf(run, confidence),
    series: architectures.map((name) => ({
      name,
      failed: run.failures.filter(({ architecture }) => architecture === name),
    })),
    panels,
    views: [viewOf(run, run.recommendation, true)],
    notes: [
      ...(maxP95Ms !== undefined && isOutOfSight(panels[0]!)
        ? [`${limitOf(maxP95Ms).text} is above the chart.`]
        : []),
      ...failureNotes(run.failures),
    ],
  };
}

/** How to read the marks that are there. */
export function legendOf(
  { measurements, failures }: Pick<Analysis, 'measurements' | 'failures'>,
  confidence: number,
): string[] {
  const hasRefused = measurements.some(({ refusedBecause }) => refusedBecause !== undefined);
  return [
    `bars: ${percent(confidence)} confidence`,
    'dashed: p95',
    ...(hasRefused ? ['hollow: breaks a constraint'] : []),
    ...(failures.length > 0 ? ['×: failed'] : []),
  ];
}

export const failureNotes = (failures: Analysis['failures']): string[] =>
  groupsOf(failures).map(
    (group) => `× ${group.sizes}, ${group.architecture}: ${failureText(group)}`,
  );

export const architecturesOf = (run: Analysis): Architecture[] =>
  ARCHITECTURES.filter((name) =>
    [...run.measurements, ...run.failures, run.current].some(
      ({ architecture }) => architecture === name,
    ),
  );

/** A chart that points at a candidate, and at what the function has now. */
export function viewOf({ current }: Analysis, candidate: Candidate, isShown: boolean): View {
  const isCurrent = isSame(candidate, current);
  const chosen: Flag = {
    kind: 'chosen',
    memoryMb: candidate.memoryMb,
    text: `${isCurrent ? 'Recommended, as it is now' : 'Recommended'}: ${nameOf(candidate)}`,
  };
  const now: Flag = {
    kind: 'current',
    memoryMb: current.memoryMb,
    text: `Now: ${nameOf(current)}`,
  };
  return { id: candidateId(candidate), flags: isCurrent ? [chosen] : [chosen, now], isShown };
}
