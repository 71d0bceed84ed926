import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../workspace.ts';
import { comparisonMarkdown, resultMarkdown } from './markdown.ts';
import type { LoadComparison, LoadResult } from './load-result.ts';
import { comparisonPage } from './page/comparison-page.ts';
import { resultPage } from './page/result-page.ts';

/**
 * Writes a report: figures, page and Markdown.
 *
 * @param folder Undefined: a new one in the history of reports; false: none.
 * @returns The files written.
 */
export function writeReport(
  result: LoadResult | LoadComparison,
  folder: string | false | undefined,
): string[] {
  if (folder === false) return [];
  const directory = folder ?? join(ROOT, 'reports/history', nameOf(result));
  const isRun = result.kind === 'load-test';
  const contents: Record<string, string> = {
    'load.json': `${JSON.stringify(result, null, 2)}\n`,
    'report.html': isRun ? resultPage(result) : comparisonPage(result),
    'report.md': isRun ? resultMarkdown(result) : comparisonMarkdown(result),
  };
  mkdirSync(directory, { recursive: true });
  return Object.entries(contents).map(([name, content]) => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  });
}

/** `2026-11-20T14-33-32Z-load-crud-api`. */
const nameOf = ({ startedAt, service }: LoadResult | LoadComparison): string =>
  `${startedAt.replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')}-load-${service}`;
