import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportJson } from './json.ts';
import { markdownOf } from './markdown.ts';
import { pageOf } from './page.ts';
import type { Report } from './report.ts';

/** Page, Markdown and JSON, by their file names. */
export const contentsOf = (reports: readonly Report[]): [name: string, content: string][] => [
  ['report.html', pageOf(reports)],
  ['report.md', markdownOf(reports)],
  ['report.json', `${JSON.stringify(reportJson(reports), null, 2)}\n`],
];

/**
 * Writes the reports into a folder.
 *
 * @returns The files written.
 */
export async function writeReport(folder: string, reports: readonly Report[]): Promise<string[]> {
  const contents = contentsOf(reports);
  await mkdir(folder, { recursive: true });
  for (const [name, content] of contents) await writeFile(join(folder, name), content);
  return contents.map(([name]) => join(folder, name));
}
