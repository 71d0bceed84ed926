import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type CloudContext } from './context.ts';

/** A file that is longer when the cloud starts is put aside once, so that logs never fill the disk. */
const MAX_BYTES = 20 * 1024 * 1024;

/** One file per log group, `<function>.log`; `onLine` sees every line too. */
export const createLogFiles = (
  directory: string,
  onLine?: (logGroup: string, line: string) => void,
): CloudContext['writeLogs'] => {
  const files = new Map<string, string>();

  const fileOf = (logGroup: string): string => {
    const known = files.get(logGroup);
    if (known !== undefined) return known;
    mkdirSync(directory, { recursive: true });
    const file = join(directory, `${basename(logGroup)}.log`);
    if (existsSync(file) && statSync(file).size > MAX_BYTES) renameSync(file, `${file}.1`);
    files.set(logGroup, file);
    return file;
  };

  const append = (logGroup: string, text: string): void => {
    try {
      appendFileSync(fileOf(logGroup), text);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      files.delete(logGroup); // somebody has removed the folder
      appendFileSync(fileOf(logGroup), text);
    }
  };

  return (logGroup, _logStream, lines) => {
    if (lines.length === 0) return;
    append(logGroup, lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join(''));
    if (onLine) for (const line of lines) onLine(logGroup, line.trimEnd());
  };
};
