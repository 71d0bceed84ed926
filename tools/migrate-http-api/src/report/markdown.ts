import { plain, tableMarkdown } from '@acado/cost/render';
import { breakEvenText, costHeadline, costRows } from '../cost/words.ts';
import { placeText } from '../model/place.ts';
import { blindSpots, GAINED, type Report } from './report.ts';
import { type Group, groupsOf, headline, routeRows } from './tables.ts';

const table = (head: string[], rows: readonly string[][]): string =>
  tableMarkdown({ head, rows: rows.map((row) => row.map(plain)), numbersFrom: head.length });

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** The analyses in words and tables, to be read beside the code. */
export const markdownOf = (reports: readonly Report[]): string =>
  ['# From REST API to HTTP API', ...reports.flatMap(sections)].join('\n\n').concat('\n');

function sections({ analysis, costs }: Report): string[] {
  const { api, findings } = analysis;
  const obstacles = groupsOf(findings.filter(({ verdict }) => verdict !== 'ready'));
  const accepted = groupsOf(findings.filter((finding) => finding.accepted !== undefined));
  const notes = groupsOf(findings.filter(({ rule }) => rule.severity === 'note'));
  return [
    `## ${plain(api.name)}`,
    `**${headline(analysis)}.** Read from ${plain(placeText(api.place))}.`,
    table(['verdict', 'route', 'because of'], routeRows(analysis)),
    ...obstacles.map(obstacle),
    ...(accepted.length > 0 ? ['### Given up', list(accepted.map(acceptedItem))] : []),
    ...(notes.length > 0 ? ['### Moves as it is', list(notes.map(noteItem))] : []),
    '### Cost',
    plain(`${costHeadline(costs)}.`),
    table(['API', 'what', 'USD a month'], costRows(costs)),
    plain(breakEvenText(costs)),
    '### What this source does not show',
    plain(blindSpots(analysis)),
    '### What is gained',
    list(GAINED.map(plain)),
  ];
}

const obstacle = ({ finding, routes, details, places }: Group): string => {
  const { rule, verdict } = finding;
  const where = routes.includes(undefined) ? ['all routes'] : routes.map(String);
  return [
    `### ${rule.title}`,
    list([
      `**${verdict}**: ${plain(where.join(', '))} (\`${rule.id}\`)`,
      `found: ${plain(details.join('; '))}`,
      `at: ${plain(places.map(placeText).join('; '))}`,
      `why: ${plain(rule.reason)}`,
      `instead: ${plain(rule.remedy)}`,
      `cost of that: ${plain(rule.cost)}`,
      `[documentation](${rule.docs})`,
    ]),
  ].join('\n\n');
};

const acceptedItem = ({ finding: { rule, accepted }, details }: Group): string =>
  plain(
    `${rule.title}: ${details.join('; ')}${accepted === '' || accepted === undefined ? '' : ` (${accepted})`}`,
  );

const noteItem = ({ finding: { rule }, details }: Group): string =>
  `${plain(`${rule.title}: ${details.join('; ')}. ${rule.remedy}`)} [documentation](${rule.docs})`;
