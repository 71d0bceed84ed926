import { textTable } from '@acado/command-line';
import { type Adviser, parseDocument, priceSources, usd } from '../adviser.ts';
import type { Chart } from '../chart.ts';
import { type Advice, adviseS3Lifecycle } from './advise.ts';
import { exampleQuestion, questionSchema } from './input.ts';

/** `cost advise s3-lifecycle` */
export const s3Lifecycle: Adviser = {
  summary: 'the cheapest lifecycle rule over 1 to 36 months',
  schema: questionSchema,
  example: exampleQuestion,
  advise(document) {
    const advice = adviseS3Lifecycle(parseDocument(questionSchema, document));
    return { advice, text: textOf(advice), charts: chartsOf(advice) };
  },
};

const KIB = 1024;

function bytesText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let power = 0;
  while (power < units.length - 1 && bytes >= KIB ** (power + 1)) power++;
  return `${Number((bytes / KIB ** power).toPrecision(4))} ${units[power]}`;
}

function textOf(advice: Advice): string {
  const heading = [
    'rule',
    'USD',
    'last month',
    'storage',
    'monitoring',
    'requests',
    'transitions',
    'retrieval',
    'early delete',
    'pays from month',
  ];
  const rows = advice.outcomes.map(({ rule, cost, lastMonth, parts, ...outcome }) => [
    rule,
    usd(cost),
    usd(lastMonth),
    usd(parts.storage),
    usd(parts.monitoring),
    usd(parts.requests),
    usd(parts.transitions),
    usd(parts.retrieval),
    usd(parts['early-delete']),
    rule === 'none' ? '' : String(outcome.breakEvenMonth ?? 'never'),
  ]);
  const sizes = advice.sizes.map((size) => [
    bytesText(size.bytes),
    size.rule,
    size.savingPerThousand.toFixed(4),
    String(size.paysBackAfterMonths ?? 'never'),
    size.why,
  ]);
  const restore =
    advice.cheapest === advice.cheapestWithoutRestore
      ? ''
      : ` If objects must be readable at once: ${advice.cheapestWithoutRestore}.`;
  return [
    textTable([heading, ...rows], [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    `Cheapest over ${advice.months} months: ${advice.cheapest}.${restore}\n`,
    textTable(
      [['object', 'rule', 'USD saved per 1,000', 'pays after months', 'why'], ...sizes],
      [2, 3],
    ),
    priceSources(advice.prices),
  ].join('\n');
}

const chartsOf = ({ outcomes }: Advice): Chart[] => [
  {
    title: 'Cost from the beginning',
    x: 'months',
    y: 'USD',
    series: outcomes.map(({ rule, cumulative }) => ({
      name: rule,
      points: [[0, 0], ...cumulative.map((cost, index) => [index + 1, cost] as const)],
    })),
  },
];
