import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Analysis } from '@acado/tuning';
import { pngOf } from './chart/png.ts';
import { chartSvg } from './chart/svg.ts';
import { writeHistory } from './history/write-history.ts';
import { markdownOf } from './markdown.ts';
import { pageOfRun } from './page/run-page.ts';
import { resultOf, writeResult } from './result-file.ts';
import { chartOfRun } from './run-chart.ts';
import type { RunContext } from './run-context.ts';

/**
 * Writes a run's reports into its folder, and the list of all runs beside that.
 *
 * @returns The files written.
 */
export async function writeReports(analysis: Analysis, context: RunContext): Promise<string[]> {
  const result = resultOf(analysis, context);
  const svg = chartSvg(chartOfRun(result));
  const file = (name: string): string => join(context.directory, name);
  const contents: [file: string, content: string | Buffer][] = [
    [file('chart.svg'), svg],
    [file('chart.png'), pngOf(svg)],
    [file('report.html'), pageOfRun(result)],
    [file('summary.md'), markdownOf(result)],
  ];
  await mkdir(context.directory, { recursive: true });
  await writeResult(file('result.json'), result);
  for (const [path, content] of contents) await writeFile(path, content);
  return [
    file('result.json'),
    ...contents.map(([path]) => path),
    ...(await writeHistory(dirname(context.directory))),
  ];
}
