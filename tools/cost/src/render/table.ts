import { escape } from './escape.ts';

/** A table of a report: the same one in Markdown and in HTML. */
export interface Table {
  head: string[];
  rows: string[][];
  /** Columns from this one on are numbers. Default 1. */
  numbersFrom?: number;
  /** Rows that stand out, by their index. */
  marked?: number[];
}

export function tableHtml({ head, rows, numbersFrom = 1, marked = [] }: Table): string {
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
    ...rows.map(
      (values, row) =>
        `<tr${marked.includes(row) ? ' class="marked"' : ''}>${cells('td', values)}</tr>`,
    ),
    '</tbody></table></div>',
  ].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const bold = (text: string): string => (text === '' ? '' : `**${text}**`);

export function tableMarkdown({ head, rows, numbersFrom = 1, marked = [] }: Table): string {
  const rule = head.map((_, column) => (column >= numbersFrom ? '---:' : '---'));
  return [
    line(head),
    `| ${rule.join(' | ')} |`,
    ...rows.map((values, row) => line(marked.includes(row) ? values.map(bold) : values)),
  ].join('\n');
}
