import { plain, type Table, tableMarkdown } from '@acado/cost/render';
import { failuresOf, type SmokeRun } from '../newman/smoke-run.ts';
import { assertionsTable, requestsTable } from './requests-table.ts';
import { messageText, remarkOf, titleOf, verdictOf, whereOf } from './words.ts';

const list = (items: readonly string[]): string =>
  items.map((item) => `- ${plain(item)}`).join('\n');
const table = ({ rows, ...rest }: Table): string =>
  tableMarkdown({ ...rest, rows: rows.map((row) => row.map(plain)) });

/** Text as it is, in a fence that is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}http\n${text}\n${fence}`;
}

/** A run in words and tables. */
export function markdownOf(run: SmokeRun): string {
  const remark = remarkOf(run);
  return [
    `# ${plain(titleOf(run))}`,
    `**${plain(verdictOf(run))}**`,
    plain(whereOf(run)),
    ...(remark === undefined ? [] : [plain(remark)]),
    ...failuresOf(run).flatMap(({ name, failure: { reasons, request, answer, next } }) => [
      `## ${plain(name)}`,
      list(reasons),
      fenced(messageText(request)),
      answer ? fenced(messageText(answer)) : 'There was no answer.',
      'What to look at:',
      list(next),
    ]),
    '## Requests',
    table(requestsTable(run)),
    ...(run.leftOut.length > 0 ? ['## Not sent', list(run.leftOut)] : []),
    '## Assertions',
    table(assertionsTable(run)),
  ]
    .join('\n\n')
    .concat('\n');
}
