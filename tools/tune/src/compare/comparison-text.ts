import { plain, tableMarkdown } from '@acado/cost/render';
import { textTable } from '@acado/command-line';
import { link } from '../report/markdown.ts';
import { failureText, groupsOf } from '../report/failure-groups.ts';
import type { Comparison } from './comparison.ts';
import { comparisonTables, headlineOf, NOTES } from './tables.ts';

const failuresOf = ({ before, after }: Comparison): string[] =>
  [before, after].flatMap(({ name, failures }) =>
    groupsOf(failures).map(
      (group) => `${name}: ${group.sizes}, ${group.architecture} failed: ${failureText(group)}`,
    ),
  );

/** A comparison for a terminal. */
export const terminalText = (comparison: Comparison): string =>
  [
    `${comparison.functionName}: ${headlineOf(comparison)}`,
    `${comparison.reason}`,
    ...comparison.warnings.map((warning) => `Warning: ${warning}`),
    ...comparisonTables(comparison).map(({ table: { head, rows } }) =>
      `\n${textTable([head, ...rows], [1, 2, 3])}`.trimEnd(),
    ),
    ...failuresOf(comparison),
    `\n${comparison.visualization}\n`,
  ].join('\n');

/** A comparison in words and tables, to be read beside the code. */
export const markdownOfComparison = (comparison: Comparison): string =>
  [
    `# ${plain(comparison.functionName)}: ${headlineOf(comparison)}`,
    plain(comparison.reason),
    ...comparison.warnings.map((warning) => `> ${plain(warning)}`),
    '![Both sides over memory](comparison.png)',
    `[With an interactive chart](comparison.html) · [as JSON](comparison.json) · ${link('both curves on lambda-power-tuning', comparison.visualization)}`,
    ...comparisonTables(comparison).flatMap(({ title, table }) => [
      `## ${title}`,
      tableMarkdown({ ...table, rows: table.rows.map((row) => row.map(plain)) }),
    ]),
    ...failuresOf(comparison).map((failure) => `- ${plain(failure)}`),
    ...NOTES,
  ]
    .join('\n\n')
    .concat('\n');
