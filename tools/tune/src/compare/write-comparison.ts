import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pngOf } from '../report/chart/png.ts';
import { chartSvg } from '../report/chart/svg.ts';
import type { Comparison } from './comparison.ts';
import { chartOfComparison } from './comparison-chart.ts';
import { pageOfComparison } from './comparison-page.ts';
import { markdownOfComparison } from './comparison-text.ts';

/**
 * Writes a comparison in all its forms.
 *
 * @returns The files written.
 */
export async function writeComparison(
  comparison: Comparison,
  directory: string,
): Promise<string[]> {
  const svg = chartSvg(chartOfComparison(comparison));
  const contents: [file: string, content: string | Buffer][] = [
    ['comparison.json', `${JSON.stringify(comparison, null, 2)}\n`],
    ['comparison.svg', svg],
    ['comparison.png', pngOf(svg)],
    ['comparison.html', pageOfComparison(comparison)],
    ['comparison.md', markdownOfComparison(comparison)],
  ];
  await mkdir(directory, { recursive: true });
  for (const [file, content] of contents) await writeFile(join(directory, file), content);
  return contents.map(([file]) => join(directory, file));
}
