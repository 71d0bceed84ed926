import { plain, type Table, tableMarkdown } from '@acado/cost/render';
import type { Result } from './result-file.ts';
import { candidatesTable, failuresTable, monthTable } from './tables.ts';
import { certaintyOf, headlineOf, meaningOf, methodOf, figuresNoteOf, titleOf } from './words.ts';

const table = ({ rows, ...rest }: Table): string =>
  tableMarkdown({ ...rest, rows: rows.map((row) => row.map(plain)) });

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** A link to a page; no more than its text if it leads anywhere else. */
export const link = (text: string, url: string): string =>
  /^https?:/i.test(url) ? `[${text}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)` : text;

/** The run in words and tables, to be read beside the code. */
export function markdownOf(run: Result): string {
  const { context, recommendation, failures, warnings } = run;
  const months = monthTable(run);
  return [
    `# ${plain(titleOf(run))}`,
    `**${plain(headlineOf(run))}.** ${plain(recommendation.reason)}`,
    plain(certaintyOf(run)),
    ...warnings.map((warning) => `> ${plain(warning)}`),
    `![Duration and cost over memory](chart.png)`,
    `[With an interactive chart](report.html) · [as JSON](result.json) · ${link('chart on lambda-power-tuning', run.stateMachine.visualization)}`,
    '## What was measured',
    figuresNoteOf(run),
    table(candidatesTable(run)),
    ...(failures.length > 0 ? ['## What failed', table(failuresTable(run))] : []),
    ...(months ? ['## What it means for a bill', table(months)] : []),
    context.target === 'local' ? '## What a local figure means' : '## Where it was measured',
    list(meaningOf(run)),
    '## How it was measured',
    list(methodOf(run).map(([term, value]) => `${term}: ${plain(value)}`)),
  ]
    .join('\n\n')
    .concat('\n');
}
