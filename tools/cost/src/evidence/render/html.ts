import type { Report } from '../report/model.ts';
import { chartOf } from './charts.ts';
import { type Section, sectionsOf, summaryOf, titleOf } from './sections.ts';
import { escape } from './svg.ts';
import type { Table } from './tables.ts';

// Series: distinct for colour-blind eyes (after Okabe and Ito), lighter in the dark.
const STYLE = `
:root { color-scheme: light dark; --text: #1c2733; --soft: #5b6875; --rule: #d8dee4; --back: #fff; --panel: #f5f7f9;
  --s0: #0072b2; --s1: #e69f00; --s2: #009e73; --s3: #cc79a7; --s4: #56b4e9; --s5: #8c6bb1; --s6: #a6761d; --s7: #d55e00; --s8: #7f8c99; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e9ee; --soft: #9aa7b4; --rule: #35404b; --back: #12181f; --panel: #1b232c;
  --s0: #4da3dc; --s1: #f0b73c; --s2: #34c197; --s3: #dd9cc0; --s4: #86cbf2; --s5: #b39ad1; --s6: #c79a4b; --s7: #ee8441; --s8: #9ba7b3; } }
body { margin: 0 auto; max-width: 980px; padding: 2rem 1.25rem 4rem; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; }
h3 { font-size: .95rem; font-weight: 600; color: var(--soft); margin: 1rem 0 .2rem; }
.summary { font-size: 1.1rem; color: var(--soft); margin: 0; }
.warning { border-left: 4px solid var(--s7); padding-left: .8rem; }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; font-size: .86rem; font-variant-numeric: tabular-nums; }
th, td { padding: .28rem .8rem .28rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
th { color: var(--soft); font-weight: 600; } .n { text-align: right; white-space: nowrap; }
figure { margin: .8rem 0; padding: .8rem 1rem; background: var(--panel); border-radius: 8px; }
svg { display: block; width: 100%; height: auto; font: 12px system-ui, sans-serif; } svg text { fill: var(--soft); } svg .value { fill: var(--text); font-weight: 600; }
.rule { stroke: var(--rule); fill: none; }
${Array.from({ length: 9 }, (_, index) => `.s${index} { fill: var(--s${index}); }`).join(' ')}
li { margin: .25rem 0; }
`;

function tableHtml({ head, rows, numbersFrom = 1 }: Table): string {
  const cells = (tag: 'th' | 'td', values: readonly string[]) =>
    values
      .map((value, column) => {
        const numeric = column >= numbersFrom ? ' class="n"' : '';
        return `<${tag}${numeric}>${escape(value)}</${tag}>`;
      })
      .join('');
  return [
    '<div class="scroll"><table>',
    `<thead><tr>${cells('th', head)}</tr></thead>`,
    '<tbody>',
    ...rows.map((values) => `<tr>${cells('td', values)}</tr>`),
    '</tbody></table></div>',
  ].join('\n');
}

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
<style>${STYLE}</style>
<h1>${escape(titleOf(report))}</h1>
<p class="summary">${escape(summaryOf(report))}</p>
${report.warnings.map((warning) => `<p class="warning">${escape(warning)}</p>\n`).join('')}${sectionsOf(
  report,
)
  .map((section) => sectionHtml(section, report))
  .join('\n')}
</html>
`;
