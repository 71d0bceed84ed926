import { plain, tableMarkdown } from '@acado/cost/render';
import { costHeadline, costRows } from '../../cost/words.ts';
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

const table = (head: string[], rows: readonly string[][]): string =>
  tableMarkdown({ head, rows: rows.map((row) => row.map(plain)), numbersFrom: head.length });

const list = (items: readonly string[]): string =>
  items.map((item) => `- ${plain(item)}`).join('\n');

/** A report to be kept beside the code. */
export function markdownOf(report: ReplayReport): string {
  const { replayed, effects, notes, costs = [] } = report;
  const differing = replayed.filter(({ judgement }) => judgement.verdict === 'differs');
  return [
    '# Requests sent to both APIs',
    `**${plain(headline(report))}**`,
    plain(`Recording ${report.recording}; before ${report.before}, after ${report.after}.`),
    table(REQUEST_HEAD, requestRows(replayed)),
    ...differing.flatMap((one) => [
      `## ${plain(`Differs: ${one.request.name}`)}`,
      list([...one.judgement.differences.map(differenceText), adviceFor(one)].filter(Boolean)),
    ]),
    ...explainedGroups(replayed).flatMap(({ explained: { expected, accepted }, requests }) => [
      `## ${plain(`Known: ${expected.title}`)} (\`${expected.id}\`)`,
      `${plain(expected.reason)}. [documentation](${expected.docs})`,
      ...(accepted ? [plain(`Accepted: ${accepted}`)] : []),
      list(
        requests.map(
          ({ request, judgement }) =>
            `${request.name}: ${judgement.explained
              .filter((one) => one.expected.id === expected.id)
              .flatMap(({ differences }) => differences.map(differenceText))
              .join('; ')}`,
        ),
      ),
    ]),
    ...(effects?.length
      ? ['## What the functions did differs', list(effects.map(differenceText))]
      : []),
    ...(notes.length > 0 ? ['## Of the recording', list(notes)] : []),
    '## Latency',
    'Of requests that reached the function, one after the other, on one machine: no more than a hint.',
    table(LATENCY_HEAD, latencyRows(replayed)),
    ...costs.flatMap((each) => [
      '## Cost',
      plain(`${costHeadline(each)}.`),
      table(['API', 'what', 'USD a month'], costRows(each)),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}
