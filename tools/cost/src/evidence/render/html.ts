import { escape } from '../../render/escape.ts';
import { PAGE_STYLE } from '../../render/page-style.ts';
import { tableHtml } from '../../render/table.ts';
import type { Report } from '../report/model.ts';
import { chartOf } from './charts.ts';
import { type Section, sectionsOf, summaryOf, titleOf } from './sections.ts';

const sectionHtml = (
  { title, chart, text = [], tables, list = [] }: Section,
  report: Report,
): string =>
  [
    `<h2>${escape(title)}</h2>`,
    ...text.map((paragraph) => `<p>${escape(paragraph)}</p>`),
    ...(chart ? [`<figure>${chartOf(chart, report)}</figure>`] : []),
    ...tables.map(tableHtml),
    ...(list.length > 0
      ? [`<ul>\n${list.map((item) => `<li>${escape(item)}</li>`).join('\n')}\n</ul>`]
      : []),
  ].join('\n');

/** The report as a page that needs nothing but itself. */
export const htmlOf = (report: Report): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(titleOf(report))}</title>
<style>${PAGE_STYLE}</style>
<h1>${escape(titleOf(report))}</h1>
<p class="summary">${escape(summaryOf(report))}</p>
${report.warnings.map((warning) => `<p class="warning">${escape(warning)}</p>\n`).join('')}${sectionsOf(
  report,
)
  .map((section) => sectionHtml(section, report))
  .join('\n')}
</html>
`;
