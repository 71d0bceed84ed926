import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readResult, type Result } from '../result-file.ts';

/** A run in a folder of runs. */
export interface PastRun {
  /** Name of its folder, which begins with when it was. */
  folder: string;
  /** Absent if its `result.json` is not to be read. */
  result?: Result | undefined;
}

/** All runs below a folder, newest first; other commands keep their reports there too, without a `result.json`. */
export async function readHistory(directory: string): Promise<PastRun[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && /^\d{4}-\d\d-\d\dT/.test(entry.name))
    .filter(({ name }) => existsSync(join(directory, name, 'result.json')))
    .map(({ name }) => name)
    .sort()
    .reverse();
  return Promise.all(
    folders.map(async (folder) => ({ folder, result: await resultIn(join(directory, folder)) })),
  );
}

const resultIn = (folder: string): Promise<Result | undefined> =>
  readResult(folder).catch((error: unknown) => {
    if (error instanceof CommandError) return undefined;
    throw error;
  });
