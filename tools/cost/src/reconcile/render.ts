import { textTable } from '@acado/command-line';
import type { Report, Section } from './report.ts';

/** Texts of a bill come from outside: no control characters, such as those that steer a terminal. */
const oneLine = (text: string): string => text.replaceAll(/\p{C}/gu, '\uFFFD');

const cleaned = ({ rows }: Section): string[][] => rows.map((row) => row.map(oneLine));

/** A report on a terminal. */
export function toText({ title, summary, sections }: Report): string {
  const tables = sections.map(
    (section) => `${section.title}\n${textTable(cleaned(section), section.numeric)}`,
  );
  return `${title}\n${summary.join('\n')}\n\n${tables.join('\n')}`;
}

/** A report for a pull request or a wiki. */
export function toMarkdown({ title, summary, sections }: Report): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = (section: Section) => {
    const [heading = [], ...rows] = cleaned(section).map((cells) =>
      cells.map((cell) => cell.replaceAll(/[\\|`*_<>[\]]/g, String.raw`\$&`)),
    );
    const rule = heading.map((_, column) => (section.numeric.includes(column) ? '--:' : '---'));
    return [`## ${section.title}`, '', ...[heading, rule, ...rows].map(row)].join('\n');
  };
  return `${[`# ${title}`, ...summary, ...sections.map(table)].join('\n\n')}\n`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (char) => ENTITIES[char] ?? '');

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;margin:2rem;color:#1b1f24}
table{border-collapse:collapse}th,td{padding:.25rem .75rem;border-bottom:1px solid #d8dee4;text-align:left}
.number{text-align:right;font-variant-numeric:tabular-nums}`;

/** A report as a page that needs nothing else. */
export function toHtml({ title, summary, sections }: Report): string {
  const table = (section: Section) => {
    const row = (cells: readonly string[], tag: string) =>
      `<tr>${cells
        .map((cell, column) => {
          const kind = section.numeric.includes(column) ? ' class="number"' : '';
          return `<${tag}${kind}>${escaped(cell)}</${tag}>`;
        })
        .join('')}</tr>`;
    const [heading = [], ...rows] = cleaned(section);
    const body = rows.map((cells) => row(cells, 'td')).join('\n');
    return `<h2>${escaped(section.title)}</h2>\n<table>\n${row(heading, 'th')}\n${body}\n</table>`;
  };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
<h1>${escaped(title)}</h1>
${summary.map((text) => `<p>${escaped(text)}</p>`).join('\n')}
${sections.map(table).join('\n')}
</html>
`;
}
