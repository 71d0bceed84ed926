import { usd } from '../estimate/report.ts';
import { CONFIDENCE } from '../estimate/noise.ts';
import type { Change } from './changes.ts';
import type { Comparison, RowDifference } from './compare.ts';
import type { Verdict } from './verdict.ts';

/** What a comment on a change says. */
export interface CommentContent {
  service: string;
  event: string;
  region: string;
  comparison: Comparison;
  verdict: Verdict;
  changes: readonly Change[];
  /** Files that changed and may be behind what no line explains. */
  files: readonly string[];
  notes: readonly string[];
}

/** Differences of less are not shown, in USD. */
const SHOWN = 0.00005;

/** The comment on a change, in Markdown. */
export function commentOf(content: CommentContent): string {
  const { service, event, region, comparison, verdict, notes } = content;
  const { events, monthly, runs, sameUsage } = comparison;
  const passed = verdict.problems.length === 0;
  const noise = `± ${usd(events.noise)} from the noise of ${sameUsage ? 'the measurement' : 'both measurements'}, ${CONFIDENCE * 100} %, ${runs} runs`;
  return [
    `### ${passed ? '✅' : '❌'} Cost of the change: ${service}`,
    '',
    `- A million ${event}s in ${region}: ${delta(events)} (${noise})`,
    `- A month beside its ${event}s: ${delta(monthly)}`,
    ...verdict.problems.map((problem) => `- **Over budget:** ${problem}`),
    ...section(`USD for a million ${event}s`, events.rows, content),
    ...section('USD a month', monthly.rows, content),
    '',
    ...[...verdict.notes, ...notes].map((note) => `> - ${note}`),
    '',
  ].join('\n');
}

const delta = ({ before, after }: { before: number; after: number }): string => {
  if (Math.abs(after - before) < SHOWN) return `${usd(after)} USD, unchanged`;
  const percent = before > 0 ? `, ${signed(100 * (after / before - 1), 1)} %` : '';
  return `${usd(before)} → **${usd(after)} USD** (${signed(after - before, 4)}${percent})`;
};

const signed = (value: number, places: number): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(places)}`;

function section(title: string, rows: readonly RowDifference[], content: CommentContent): string[] {
  const shown = rows.filter(({ before, after }) => Math.abs(after - before) >= SHOWN);
  if (shown.length === 0) return [];
  const body = shown.map((row) => [
    row.function ?? '',
    `${row.item}${row.resource === '' ? '' : ` (${row.resource})`}`,
    usd(row.before),
    usd(row.after),
    signed(row.after - row.before, 4),
    becauseOf(row, content),
  ]);
  return [
    '',
    `| function | ${title} | before | after | difference | because of |`,
    '| --- | --- | ---: | ---: | ---: | --- |',
    ...body.map((cells) => `| ${cells.join(' | ')} |`),
  ];
}

function becauseOf(row: RowDifference, { changes, files }: CommentContent): string {
  const causes = changes.filter(({ id }) => row.inputs.some((input) => id.startsWith(input)));
  if (causes.length === 0) return files.map((file) => `\`${file}\``).join(', ');
  return causes.map(causeText).join('<br>');
}

/** `services/worker-b/serverless.yml:57` memorySize 512 → 1024 */
export function causeText({ name, before, after, at }: Change): string {
  const place = at ? `\`${at.file}:${at.line}\`${at.removed ? ' (removed)' : ''} ` : '';
  if (before === undefined) return `${place}${name} ${after ?? ''} is new`;
  if (after === undefined) return `${place}${name} ${before} is gone`;
  return `${place}${name} ${before} → ${after}`;
}
