import { textTable } from '@acado/command-line';
import { costHeadline } from '../../cost/words.ts';
import { explainedGroups, type ReplayReport } from './replay-report.ts';
import {
  adviceFor,
  differenceText,
  headline,
  LATENCY_HEAD,
  latencyRows,
  REQUEST_HEAD,
  requestRows,
} from './tables.ts';

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`;

/** A report for a terminal. */
export function textOf(report: ReplayReport): string {
  const { replayed, notes, effects, costs = [] } = report;
  const differing = replayed.filter(({ judgement }) => judgement.verdict === 'differs');
  const ignored = new Set(
    replayed.flatMap(({ judgement }) => judgement.ignored.map((one) => one.field)),
  );
  return [
    textTable([REQUEST_HEAD, ...requestRows(replayed)], [2, 3]),
    ...differing.map((one) => {
      const advice = adviceFor(one);
      return section(`DIFFERS: ${one.request.name}`, [
        ...one.judgement.differences.map(differenceText),
        ...(advice === '' ? [] : [`known: ${advice}`]),
      ]);
    }),
    section(
      'Known differences',
      explainedGroups(replayed).flatMap(({ explained: { expected, accepted }, requests }) => [
        `${expected.id}: ${expected.title}${accepted === undefined ? '' : `, accepted${accepted && `: ${accepted}`}`}`,
        `  ${expected.reason}`,
        `  in ${requests.map(({ request }) => request.name).join(', ')}`,
      ]),
    ),
    section('What the functions did differs', (effects ?? []).map(differenceText)),
    section('Ignored', [...ignored]),
    section('Of the recording', notes),
    `\n${textTable([LATENCY_HEAD, ...latencyRows(replayed)], [1, 2])}`,
    ...costs.map((each) => `\n${costHeadline(each)}.\n`),
    `\n${headline(report)}\n`,
  ].join('');
}
