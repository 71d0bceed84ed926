import { tableMarkdown } from '../../render/table.ts';
import type { Report } from '../report/model.ts';
import { type Section, sectionsOf, summaryOf, titleOf } from './sections.ts';

const sectionText = ({ title, text = [], tables, list = [] }: Section): string =>
  [
    `## ${title}`,
    ...text,
    ...tables.map(tableMarkdown),
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
