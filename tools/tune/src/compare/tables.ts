import type { Table } from '@acado/cost/render';
import type { Measurement } from '@acado/tuning';
import { ms, perMillion } from '../report/format.ts';
import { withInterval } from '../report/tables.ts';
import { type Change, RELATIONS, type Verdict } from './change.ts';
import type { Comparison, Row } from './comparison.ts';
import { changeText } from './judge.ts';

/** What a verdict is called where there is room for two words. */
export const VERDICTS: Record<Verdict, string> = {
  better: 'better',
  worse: 'worse',
  same: 'no clear difference',
};

const QUANTITIES = [
  {
    key: 'cost',
    unit: 'USD per million',
    show: (of: Measurement) => withInterval(of.averageCostUsd, of.costInterval, perMillion),
  },
  {
    key: 'duration',
    unit: 'mean, ms',
    show: (of: Measurement) => withInterval(of.averageDurationMs, of.durationInterval, ms),
  },
] as const;

/** Costs, or durations, of all that was measured on either side. */
function tableOf(
  { before, after, rows }: Comparison,
  { key, unit, show }: (typeof QUANTITIES)[number],
): Table {
  const cell = (measured: Measurement | undefined): string => (measured ? show(measured) : '–');
  return {
    head: ['Size', `${before.name}, ${unit}`, `${after.name}, ${unit}`, 'Difference', ''],
    rows: rows.map((row: Row) => {
      const change: Change | undefined = row[key];
      return [
        row.name,
        cell(row.before),
        cell(row.after),
        change ? changeText(change) : '–',
        change ? VERDICTS[change.verdict] : '',
      ];
    }),
  };
}

/** Tables with their titles. */
export const comparisonTables = (comparison: Comparison): { title: string; table: Table }[] =>
  QUANTITIES.map((quantity) => ({
    title: quantity.key === 'cost' ? 'Cost' : 'Duration',
    table: tableOf(comparison, quantity),
  }));

export const headlineOf = ({ verdict, before, after, kind }: Comparison): string => {
  if (kind === 'architectures') return `${after.name} ${RELATIONS[verdict]} ${before.name}`;
  return {
    better: 'Better than before',
    worse: 'Worse than before',
    same: 'No clear difference',
  }[verdict];
};

/** How to read the differences. */
export const NOTES = [
  'In brackets: the confidence interval. A difference is clear if its whole interval lies beyond the minimum effect.',
  'Two runs differ by the state of the machine as well, of which no interval of one run knows; the minimum effect is the allowance for that.',
];
