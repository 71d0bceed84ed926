import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SmokeRun } from '../newman/smoke-run.ts';
import { pageOf } from './html.ts';
import { markdownOf } from './markdown.ts';

/**
 * Writes the reports of a run into a folder of their own.
 *
 * @param directory Folder of all runs.
 * @returns The page.
 */
export async function writeReport(run: SmokeRun, directory: string): Promise<string> {
  const time = run.startedAt.replace(/\.\d+/, '').replaceAll(':', '-');
  const folder = await newFolder(directory, `${time}-smoke-${run.service}`);
  await writeFile(join(folder, 'smoke.json'), `${JSON.stringify(run, null, 2)}\n`);
  await writeFile(join(folder, 'report.md'), markdownOf(run));
  await writeFile(join(folder, 'report.html'), pageOf(run));
  return join(folder, 'report.html');
}

/** Where several runs began in the same second, each has its own. */
async function newFolder(directory: string, name: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (let number = 1; ; number += 1) {
    const folder = join(directory, number === 1 ? name : `${name}-${number}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
