import type { Report } from '../report/model.ts';
import { type Section, sectionsOf, summaryOf, titleOf } from './sections.ts';
import type { Table } from './tables.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function tableText({ head, rows, numbersFrom = 1 }: Table): string {
  const rule = head.map((_, column) => (column >= numbersFrom ? '---:' : '---'));
  return [row(head), `| ${rule.join(' | ')} |`, ...rows.map(row)].join('\n');
}

const sectionText = ({ title, text = [], tables, list = [] }: Section): string =>
  [
    `## ${title}`,
    ...text,
    ...tables.map(tableText),
    ...(list.length === 0 ? [] : [list.map((item) => `- ${item}`).join('\n')]),
  ].join('\n\n');

/** The report for whoever reads it beside the code. */
export const markdownOf = (report: Report): string =>
  [
    `# ${titleOf(report)}`,
    summaryOf(report),
    ...report.warnings.map((warning) => `> ${warning}`),
    '[With charts](index.html) · [as JSON](report.json)',
    ...sectionsOf(report).map(sectionText),
  ].join('\n\n') + '\n';
