import { escape, PAGE_STYLE, tableHtml } from '@acado/cost/render';
import { breakEvenText, costHeadline, costRows } from '../cost/words.ts';
import { placeText } from '../model/place.ts';
import type { Finding, RouteVerdict, Verdict } from '../analyse/analyse.ts';
import { chartOf } from './chart.ts';
import { blindSpots, GAINED, type Report } from './report.ts';
import { groupsOf, headline } from './tables.ts';

const STYLE = `${PAGE_STYLE}
.verdict { font-weight: 600; white-space: nowrap; } .ready { color: var(--s2); } .rewrite { color: var(--s6); } .blocked { color: var(--s7); }
details { margin: .2rem 0; } summary { cursor: pointer; } dl { margin: .3rem 0 .8rem 1.1rem; } dt { color: var(--soft); font-size: .8rem; } dd { margin: 0 0 .3rem; overflow-wrap: anywhere; }
.routes td { border-bottom: 1px solid var(--rule); } .routes td:last-child { width: 100%; }
.legend { color: var(--soft); font-size: .9rem; }
@media (max-width: 640px) {
  .routes, .routes tbody { display: block; } .routes thead { display: none; }
  .routes tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--rule); }
  .routes td { display: inline-block; border: 0; padding: .1rem .5rem .1rem 0; overflow-wrap: anywhere; }
  .routes td:last-child { display: block; }
}
`;

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const CLASSES: Record<Verdict, string> = {
  ready: 'ready',
  'needs rewrite': 'rewrite',
  blocked: 'blocked',
};

const verdictHtml = (verdict: Verdict): string =>
  `<span class="verdict ${CLASSES[verdict]}">${verdict}</span>`;

/** Told once, before the first API. */
const LEGEND = `<p class="legend">${verdictHtml('ready')}: it moves as it is. ${verdictHtml('needs rewrite')}: an HTTP API does it in another way, which each finding names. ${verdictHtml('blocked')}: something would be lost; who gives it up, or has replaced it, says so with <code>--accept</code>. Open a finding for the reason, what to do instead and what that costs.</p>`;

const paragraph = (text: string): string => `<p>${escape(text)}</p>`;

const items = (texts: readonly string[]): string =>
  `<ul>\n${texts.map((text) => `<li>${escape(text)}</li>`).join('\n')}\n</ul>`;

/** A page that needs nothing but itself. */
export const pageOf = (reports: readonly Report[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>From REST API to HTTP API</title>
<style>${STYLE}</style>
<main>
<h1>From REST API to HTTP API</h1>
${LEGEND}
${reports.flatMap(sections).join('\n')}
</main>
</html>
`;

function sections({ analysis, costs }: Report): string[] {
  const { api, routes, findings } = analysis;
  const accepted = groupsOf(findings.filter((finding) => finding.accepted !== undefined));
  const shared = listed(findings.filter(({ route }) => route === undefined));
  const chart = chartOf(costs);
  return [
    `<h2>${escape(api.name)}</h2>`,
    `<p class="summary">${escape(headline(analysis))}. ${escape(costHeadline(costs))}.</p>`,
    paragraph(`Read from ${placeText(api.place)}.`),
    ...(shared.length > 0 ? ['<h3>For all routes</h3>', ...shared, '<h3>By route</h3>'] : []),
    `<div class="scroll"><table class="routes"><thead><tr><th>verdict</th><th>route</th><th>findings</th></tr></thead><tbody>`,
    ...routes.map(routeRow),
    '</tbody></table></div>',
    ...(accepted.length > 0
      ? [
          '<h3>Given up</h3>',
          items(
            accepted.map(
              ({ finding, details }) =>
                `${finding.rule.title}: ${details.join('; ')}${finding.accepted ? ` (${finding.accepted})` : ''}`,
            ),
          ),
        ]
      : []),
    '<h3>Cost</h3>',
    tableHtml({ head: ['API', 'what', 'USD a month'], rows: costRows(costs), numbersFrom: 2 }),
    ...(chart === undefined
      ? []
      : [
          '<h3>A million requests, in USD, by the size of their bodies</h3>',
          `<figure>${chart}</figure>`,
        ]),
    paragraph(breakEvenText(costs)),
    '<h3>What this source does not show</h3>',
    paragraph(blindSpots(analysis)),
    '<h3>What is gained</h3>',
    items(GAINED),
  ];
}

/** Against a move first, notes last. */
const listed = (findings: readonly Finding[]): string[] =>
  [
    ...findings.filter(({ verdict }) => verdict !== 'ready'),
    ...findings.filter(({ rule }) => rule.severity === 'note'),
  ].map(findingHtml);

const routeRow = ({ route, key, verdict, findings }: RouteVerdict): string => {
  const own = listed(findings.filter((finding) => finding.route === key));
  const nothing = route.isPreflight
    ? 'goes: the API answers preflight requests'
    : 'nothing of its own';
  return `<tr><td>${verdictHtml(verdict)}</td><td><code>${escape(key)}</code></td><td>${own.join('\n') || nothing}</td></tr>`;
};

/** What a finding means, in a word: colours alone don't tell everybody. */
const wordOf = ({ rule, verdict }: Finding): string =>
  rule.severity === 'note' ? 'moves' : verdict;

const findingHtml = (finding: Finding): string => {
  const { rule, verdict, detail, place } = finding;
  const rows = [
    ['found at', placeText(place)],
    ['why', rule.reason],
    ['instead', rule.remedy],
    ['cost of that', rule.cost],
  ];
  return `<details><summary><span class="verdict ${CLASSES[verdict]}">${wordOf(finding)}</span> ${escape(rule.title)}: ${escape(detail)}</summary><dl>${rows
    .map(([term = '', text = '']) => `<dt>${term}</dt><dd>${escape(text)}</dd>`)
    .join(
      '',
    )}<dd><a href="${escape(rule.docs)}">documentation</a> · <code>${rule.id}</code></dd></dl></details>`;
};
