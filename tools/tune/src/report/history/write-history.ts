import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { historyMarkdown, historyPage } from './pages.ts';
import { readHistory } from './read-history.ts';

/**
 * Lists all runs of a folder in its `README.md` and `index.html`, newest first.
 *
 * @returns The files written.
 */
export async function writeHistory(directory: string): Promise<string[]> {
  const runs = await readHistory(directory);
  const contents: [file: string, content: string][] = [
    [join(directory, 'README.md'), historyMarkdown(runs)],
    [join(directory, 'index.html'), historyPage(runs)],
  ];
  for (const [file, content] of contents) await writeFile(file, content);
  return contents.map(([file]) => file);
}
