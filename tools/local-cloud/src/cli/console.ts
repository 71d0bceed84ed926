import { styleText } from 'node:util';
import { type CloudContext, type LogLevel } from '../context.ts';

type Style = Parameters<typeof styleText>[0];

const paint = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout, validateStream: true });

const LABELS: Record<LogLevel, (text: string) => string> = {
  info: (text) => text,
  warn: (text) => paint('yellow', text),
  error: (text) => paint('red', text),
};

/** One line per message, whatever a message contains. */
const oneLine = (message: string): string => message.replace(/\s*\n\s*/g, ' ').trim();

export const report: CloudContext['report'] = (level, source, message) => {
  const label = level === 'info' ? '' : `${LABELS[level](level)} `;
  console.log(`${label}${paint('bold', source)}: ${oneLine(message)}`);
};

/** A line of a function's log, for `--verbose`. */
export const showLogLine = (logGroup: string, line: string): void =>
  console.log(`${paint('dim', logGroup.split('/').at(-1) ?? logGroup)} ${line}`);

/** Columns as wide as their widest cell. */
export const table = (rows: string[][]): string => {
  const widths = (rows[0] ?? []).map((_cell, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
