import { escape, PAGE_STYLE, tableHtml } from '@acado/cost/render';
import { costHeadline, costRows } from '../../cost/words.ts';
import type { Difference } from '../compare/difference.ts';
import type { Replayed } from '../replay-requests.ts';
import { explainedGroups, isSame, type ReplayReport } from './replay-report.ts';
import {
  adviceFor,
  headline,
  LATENCY_HEAD,
  latencyRows,
  REQUEST_HEAD,
  requestRows,
} from './tables.ts';

const STYLE = `${PAGE_STYLE}
td { overflow-wrap: anywhere; } .good { color: var(--s2); } .bad { color: var(--s7); }
`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const paragraph = (text: string): string => `<p>${escape(text)}</p>`;

const differences = (all: readonly Difference[]): string =>
  tableHtml({
    head: ['field', 'REST API', 'HTTP API'],
    rows: all.map(({ field, before = '(none)', after = '(none)' }) => [field, before, after]),
    numbersFrom: 3,
  });

/** A page that needs nothing but itself. */
export const pageOf = (report: ReplayReport): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>Requests sent to both APIs</title>
<style>${STYLE}</style>
<main>
<h1>Requests sent to both APIs</h1>
${sections(report).join('\n')}
</main>
</html>
`;

function sections(report: ReplayReport): string[] {
  const { replayed, effects = [], notes, costs = [] } = report;
  const rows = requestRows(replayed);
  const marked = rows.flatMap(([verdict], index) => (verdict === 'DIFFERS' ? [index] : []));
  return [
    `<p class="summary ${isSame(report) ? 'good' : 'bad'}">${escape(headline(report))}</p>`,
    paragraph(`Recording ${report.recording}; before ${report.before}, after ${report.after}.`),
    tableHtml({ head: REQUEST_HEAD, rows, numbersFrom: REQUEST_HEAD.length, marked }),
    ...replayed.filter(({ judgement }) => judgement.verdict === 'differs').flatMap(differing),
    ...explainedGroups(replayed).flatMap(({ explained: { expected, accepted }, requests }) => [
      `<h2>Known: ${escape(expected.title)}</h2>`,
      `<p>${escape(expected.reason)}. <a href="${escape(expected.docs)}">documentation</a> · <code>${expected.id}</code>${accepted ? ` · accepted: ${escape(accepted)}` : ''}</p>`,
      ...requests.flatMap(({ request, judgement }) => [
        `<h3>${escape(request.name)}</h3>`,
        ...judgement.explained
          .filter((one) => one.expected.id === expected.id)
          .map((one) => differences(one.differences)),
      ]),
    ]),
    ...(effects.length > 0
      ? ['<h2>What the functions did differs</h2>', differences(effects)]
      : []),
    ...(notes.length > 0 ? ['<h2>Of the recording</h2>', ...notes.map(paragraph)] : []),
    '<h2>Latency</h2>',
    paragraph('Of requests that reached the function, one after the other: no more than a hint.'),
    tableHtml({ head: LATENCY_HEAD, rows: latencyRows(replayed) }),
    ...costs.flatMap((each) => [
      '<h2>Cost</h2>',
      paragraph(`${costHeadline(each)}.`),
      tableHtml({ head: ['API', 'what', 'USD a month'], rows: costRows(each), numbersFrom: 2 }),
    ]),
  ];
}

const differing = (one: Replayed): string[] => [
  `<h2>Differs: ${escape(one.request.name)}</h2>`,
  paragraph(`${one.request.method} ${one.request.path}`),
  differences(one.judgement.differences),
  ...(adviceFor(one) === '' ? [] : [paragraph(`Known: ${adviceFor(one)}`)]),
];
