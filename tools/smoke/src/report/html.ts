import { escape, PAGE_STYLE, tableHtml } from '@acado/cost/render';
import { failuresOf, type SmokeRun } from '../newman/smoke-run.ts';
import { assertionsTable, requestsTable } from './requests-table.ts';
import { messageText, remarkOf, titleOf, verdictOf, whereOf } from './words.ts';

const STYLE = `${PAGE_STYLE}
.verdict { font-size: 1.3rem; font-weight: 600; border-left: 6px solid var(--s2); padding-left: .8rem; } .verdict.red { border-color: var(--s7); }
.marked td { font-weight: 600; background: color-mix(in srgb, var(--s7) 14%, transparent); }
pre { background: var(--panel); border-radius: 8px; padding: .8rem 1rem; font-size: .82rem; white-space: pre-wrap; overflow-wrap: anywhere; }
td { overflow-wrap: anywhere; } td:first-child { white-space: nowrap; } a { color: inherit; } summary { cursor: pointer; color: var(--soft); }
`;
/** A page that loads nothing and runs nothing, whatever an answer held. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const paragraph = (text: string, className = ''): string =>
  `<p${className && ` class="${className}"`}>${escape(text)}</p>`;
const list = (items: readonly string[]): string =>
  `<ul>\n${items.map((item) => `<li>${escape(item)}</li>`).join('\n')}\n</ul>`;

/** Each failure in a line, which leads to all of it. */
const contentsOf = (failures: ReturnType<typeof failuresOf>): string =>
  `<ol>\n${failures
    .map(
      ({ name, failure: { reasons } }, at) =>
        `<li><a href="#failure-${at}">${escape(name)}</a>: ${escape(reasons[0] ?? '')}</li>`,
    )
    .join('\n')}\n</ol>`;

/** A run as one self-contained page. */
export function pageOf(run: SmokeRun): string {
  const failures = failuresOf(run);
  const remark = remarkOf(run);
  const body = [
    `<h1>${escape(titleOf(run))}</h1>`,
    paragraph(whereOf(run), 'summary'),
    paragraph(verdictOf(run), run.green ? 'verdict' : 'verdict red'),
    ...(remark === undefined ? [] : [paragraph(remark)]),
    ...(failures.length > 1 ? [contentsOf(failures)] : []),
    ...failures.flatMap(({ name, failure: { reasons, request, answer, next } }, at) => [
      `<h2 id="failure-${at}">${escape(name)}</h2>`,
      list(reasons),
      '<h3>Asked</h3>',
      `<pre>${escape(messageText(request))}</pre>`,
      '<h3>Answered</h3>',
      answer ? `<pre>${escape(messageText(answer))}</pre>` : paragraph('There was no answer.'),
      '<h3>What to look at</h3>',
      list(next),
    ]),
    '<h2>Requests</h2>',
    tableHtml(requestsTable(run)),
    ...(run.leftOut.length > 0 ? ['<h2>Not sent</h2>', list(run.leftOut)] : []),
    `<details${run.green ? '' : ' open'}><summary>Every assertion</summary>`,
    tableHtml(assertionsTable(run)),
    '</details>',
  ];
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escape(`${titleOf(run)}: ${verdictOf(run)}`)}</title>
<style>${STYLE}</style>
<main>
${body.join('\n')}
</main>
</html>
`;
}
