import { CommandError } from '@acado/command-line';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';

/** Names a file relative to the report's folder, with its text. Compressed on disk if the name ends in `.gz`. */
export type Files = Map<string, string>;

/** JSON as it stands in a file. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** One JSON document per line. */
export const linesText = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** The same text gives the same bytes on every machine: there is no time and no system in it. */
const compressed = (text: string): Buffer => {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 0xff;
  return bytes;
};

/** Writes files below a folder. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [name, text] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, name.endsWith('.gz') ? compressed(text) : text);
  }
}

/** Removes what an earlier report left. */
export async function clearReport(folder: string): Promise<void> {
  for (const name of ['runs', 'run.json', 'prices.json', 'report.json', 'report.md', 'index.html'])
    await rm(join(folder, name), { recursive: true, force: true });
}

/** @throws {CommandError} naming the file that can't be read. */
export async function readText(folder: string, name: string): Promise<string> {
  try {
    const bytes = await readFile(join(folder, name));
    return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new CommandError(`${name}: ${(error as Error).message}`, 1);
  }
}

/** @throws {CommandError} naming file and field of what is not as it should be. */
export function parseJson<Schema extends z.ZodType>(
  name: string,
  text: string,
  schema: Schema,
): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${name} is not JSON: ${(error as Error).message}`, 1);
  }
  const { data, error } = schema.safeParse(value);
  if (error) throw new CommandError(`${name}: ${z.prettifyError(error)}`, 1);
  return data;
}

/** @throws {CommandError} naming file and line of what is not as it should be. */
export const parseLines = <Schema extends z.ZodType>(
  name: string,
  text: string,
  schema: Schema,
): z.output<Schema>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => parseJson(`${name}, line ${index + 1}`, line, schema));
