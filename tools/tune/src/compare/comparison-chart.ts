import { type Candidate, candidateId, isSame, type Measurement } from '@acado/tuning';
import type { Chart } from '../report/chart/model.ts';
import { ARCHITECTURES, moment, nameOf, percent } from '../report/format.ts';
import { panelsOf } from '../report/panels.ts';
import { failureNotes, legendOf } from '../report/run-chart.ts';
import type { Comparison, Side } from './comparison.ts';

/** A curve of the chart: one side's sizes of one architecture. */
export interface ComparedSeries {
  name: string;
  side: Side;
  measurements: Measurement[];
  failures: Side['failures'];
}

/** Both sides, one curve for each of their architectures. */
export const seriesOf = ({ before, after }: Comparison): ComparedSeries[] =>
  [before, after].flatMap((side) => {
    const architectures = ARCHITECTURES.filter((architecture) =>
      [...side.measurements, ...side.failures, side].some((of) => of.architecture === architecture),
    );
    return architectures.map((architecture) => {
      const isOfIt = (candidate: Candidate): boolean => candidate.architecture === architecture;
      return {
        name: side.name === architecture ? side.name : `${side.name}, ${architecture}`,
        side,
        measurements: side.measurements.filter(isOfIt),
        failures: side.failures.filter(isOfIt),
      };
    });
  });

/** Both sides in one chart. */
export function chartOfComparison(comparison: Comparison): Chart {
  const { before, after, confidence, minimumEffect, strategy, kind } = comparison;
  const series = seriesOf(comparison);
  const all = {
    measurements: series.flatMap(({ measurements }) => measurements),
    failures: series.flatMap(({ failures }) => failures),
  };
  const when =
    kind === 'runs'
      ? `${moment(before.startedAt)} and ${moment(after.startedAt)}`
      : moment(before.startedAt);
  const flag = (side: Side) => ({
    memoryMb: side.memoryMb,
    text: kind === 'runs' ? `${capitalised(side.name)}: ${nameOf(side)}` : nameOf(side),
  });
  return {
    title: comparison.functionName,
    subtitle: `Compared by ${strategy} · measured ${when} · minimum effect ${percent(minimumEffect)}`,
    legend: legendOf(all, confidence),
    series: series.map(({ name, failures }) => ({ name, failed: failures })),
    panels: panelsOf({
      series: series.map(({ measurements }) => measurements),
      settings: { onlyColdStarts: false },
      isChosen: (measured, look) => isSame(measured, series[look]!.side),
    }),
    views: [
      {
        id: candidateId(after),
        isShown: true,
        flags: [
          { ...flag(after), kind: 'chosen' },
          { ...flag(before), kind: 'current' },
        ],
      },
    ],
    notes: [before, after].flatMap((side) =>
      failureNotes(side.failures).map((note) =>
        kind === 'runs' ? note.replace('×', `× ${side.name}:`) : note,
      ),
    ),
  };
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
