import { RULES } from '../rules/rules.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The checklist as the README has it. */
export const rulesTable = (): string =>
  [
    ['rule', 'severity', 'what', 'looks at'],
    ['---', '---', '---', '---'],
    ...RULES.map(({ id, severity, fixed, title, looksAt, docs }) => [
      `\`${id}\``,
      fixed ? `${severity}, fixed` : severity,
      `[${title}](${docs})`,
      looksAt,
    ]),
  ]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
