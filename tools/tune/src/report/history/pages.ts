import { escape, PAGE_STYLE, plain, tableMarkdown } from '@acado/cost/render';
import type { Analysis } from '@acado/tuning';
import { cheaper, faster, moment, nameOf } from '../format.ts';
import type { Result } from '../result-file.ts';
import type { PastRun } from './read-history.ts';
import { sparkSvg, sparkText } from './sparkline.ts';

const TITLE = 'Power tuning runs';
const HEAD = [
  'Run',
  'Function',
  'Where',
  'Strategy',
  'Now',
  'Recommended',
  'Difference',
  'Cost over memory',
];

const STYLE = `${PAGE_STYLE}
body { max-width: 1100px; } a { color: var(--s0); } td { vertical-align: middle; }
.spark { width: 120px; } .spark path { fill: none; stroke: var(--s0); stroke-width: 2; } .spark circle { fill: #00a878; }
`;

/** Cells between the run's name and its sparkline. */
const cellsOf = (run: Result): string[] => [
  `${run.context.service} ${run.context.functionKey}`,
  run.context.target,
  run.strategy,
  nameOf(run.current),
  run.recommendation.change ? nameOf(run.recommendation) : 'no change',
  savingOf(run),
];

function savingOf({ recommendation }: Analysis): string {
  const { change, costSaving, durationSaving, confident } = recommendation;
  if (!change || costSaving === undefined || durationSaving === undefined) return '–';
  return `${cheaper(costSaving)}, ${faster(durationSaving)}${confident ? '' : ' (not certain)'}`;
}

const whenOf = ({ folder, result }: PastRun): string =>
  result ? moment(result.startedAt) : folder;

const UNREADABLE = ['result.json can’t be read', ...HEAD.slice(3).map(() => '')];

export function historyMarkdown(runs: readonly PastRun[]): string {
  const rows = runs.map((run) => [
    `[${plain(whenOf(run))}](${encodeURIComponent(run.folder)}/summary.md)`,
    ...(run.result
      ? [...cellsOf(run.result).map(plain), sparkText(run.result)]
      : UNREADABLE.map(plain)),
  ]);
  return [
    `# ${TITLE}`,
    'Newest first; each with its report, chart and figures. The [same list with charts](index.html) is a page.',
    tableMarkdown({ head: HEAD, rows, numbersFrom: HEAD.length }),
  ]
    .join('\n\n')
    .concat('\n');
}

export function historyPage(runs: readonly PastRun[]): string {
  const cells = (values: readonly string[]): string =>
    values.map((value) => `<td>${escape(value)}</td>`).join('');
  const rows = runs.map(
    (run) =>
      `<tr><td><a href="${encodeURIComponent(run.folder)}/report.html">${escape(whenOf(run))}</a></td>${
        run.result
          ? `${cells(cellsOf(run.result))}<td>${sparkSvg(run.result)}</td>`
          : cells(UNREADABLE)
      }</tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${TITLE}</title>
<style>${STYLE}</style>
<h1>${TITLE}</h1>
<p class="summary">Newest first; the dot is the recommended size.</p>
<div class="scroll"><table>
<thead><tr>${HEAD.map((name) => `<th>${name}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table></div>
</html>
`;
}
