import { CommandError } from '@acado/command-line';
import { glob, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What an export's data files are called; its manifests are not. */
const DATA = '**/*.{csv,csv.gz,parquet}';

/**
 * The files of a bill, each once.
 *
 * @param paths Files, and folders that are searched with all below them.
 * @throws {CommandError} If a path does not exist, or a folder has no data file.
 */
export async function findFiles(paths: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) for (const file of await filesAt(path)) found.set(resolve(file), file);
  return [...found.values()];
}

async function filesAt(path: string): Promise<string[]> {
  const what = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`Cannot read ${path}: ${error.message}`);
  });
  if (!what.isDirectory()) return [path];
  const files: string[] = [];
  for await (const file of glob(DATA, { cwd: path })) files.push(join(path, file));
  if (files.length === 0) throw new CommandError(`${path} has no file such as ${DATA}`);
  return files.sort();
}
