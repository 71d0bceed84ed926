import { textTable } from '@acado/command-line';
import { breakEvenText, costHeadline, costRows } from '../cost/words.ts';
import { placeText } from '../model/place.ts';
import { blindSpots, type Report } from './report.ts';
import { type Group, groupsOf, headline, routeRows } from './tables.ts';

/** A report for a terminal. */
export function textOf({ analysis, costs }: Report): string {
  const { api, findings } = analysis;
  const groups = groupsOf(findings.filter(({ verdict }) => verdict !== 'ready'));
  const accepted = groupsOf(findings.filter((finding) => finding.accepted !== undefined));
  const notes = groupsOf(findings.filter(({ rule }) => rule.severity === 'note'));
  const text = [
    `${api.name} (${placeText(api.place)})\n${headline(analysis)}\n`,
    ...(analysis.routes.length > 0
      ? [textTable([['verdict', 'route', 'because of'], ...routeRows(analysis)])]
      : []),
    ...groups.map(explained),
    ...(accepted.length > 0 ? ['Given up\n' + accepted.map(acceptedLine).join('')] : []),
    ...(notes.length > 0 ? ['Moves as it is\n' + notes.map(noteLine).join('')] : []),
    `${costHeadline(costs)}\n`,
    textTable([['API', 'what', 'USD a month'], ...costRows(costs)]),
    `${breakEvenText(costs)}\n${blindSpots(analysis)}\n`,
  ].join('\n');
  // A name of an API must not steer the terminal.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

const SHOWN = 6;

const some = (texts: readonly string[]): string =>
  texts.length <= SHOWN
    ? texts.join('; ')
    : `${texts.slice(0, SHOWN).join('; ')} and ${texts.length - SHOWN} more`;

function explained({ finding, routes, details, places }: Group): string {
  const { rule, verdict } = finding;
  const where = routes.includes(undefined)
    ? 'all routes'
    : some(routes.filter((each) => each !== undefined));
  return `${rule.id} · ${verdict} · ${where}
  ${rule.title}: ${some(details)}
  at      ${some(places.map(placeText))}
  why     ${rule.reason}
  remedy  ${rule.remedy}
  cost    ${rule.cost}
  see     ${rule.docs}
`;
}

const acceptedLine = ({ finding, details }: Group): string =>
  `  ${finding.rule.id}: ${some(details)}${finding.accepted === '' ? '' : ` (${finding.accepted})`}\n`;

const noteLine = ({ finding: { rule }, details }: Group): string =>
  `  ${rule.title}: ${some(details)}\n`;
