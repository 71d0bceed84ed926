import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reportJson } from './json.ts';
import { markdownOf } from './markdown.ts';
import { pageOf } from './page.ts';
import type { ReplayReport } from './replay-report.ts';

/**
 * Writes a report as page, Markdown and JSON into a folder.
 *
 * @returns The files written.
 */
export async function writeReport(folder: string, report: ReplayReport): Promise<string[]> {
  const contents: [name: string, content: string][] = [
    ['replay.html', pageOf(report)],
    ['replay.md', markdownOf(report)],
    ['replay.json', `${JSON.stringify(reportJson(report), null, 2)}\n`],
  ];
  await mkdir(folder, { recursive: true });
  for (const [name, content] of contents) await writeFile(join(folder, name), content);
  return contents.map(([name]) => join(folder, name));
}
