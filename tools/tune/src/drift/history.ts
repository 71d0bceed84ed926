import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readResult, type Result } from '../report/result-file.ts';

/** A finished run of the repository. */
export interface PastRun {
  /** Relative to the workspace. */
  path: string;
  result: Result;
}

/** Runs below `reports/history`, the latest first. What can't be read is none. */
export async function pastRuns(workspace: string): Promise<PastRun[]> {
  const files = globSync('reports/history/*/result.json', { cwd: workspace }).sort().reverse();
  const runs = await Promise.all(
    files.map(async (file) => {
      try {
        const path = dirname(file).replaceAll('\\', '/');
        return { path, result: await readResult(join(workspace, file)) };
      } catch (error) {
        if (error instanceof CommandError) return undefined;
        throw error;
      }
    }),
  );
  return runs.filter((run) => run !== undefined);
}

/** The latest run that recommends what a function has. */
export const runThatRecommends = (
  runs: readonly PastRun[],
  service: string,
  functionKey: string,
  has: { memorySize: string; architecture: string },
): PastRun | undefined =>
  runs.find(({ result: { context, recommendation } }) => {
    if (context.service !== service || context.functionKey !== functionKey) return false;
    const { memoryMb, architecture } = recommendation;
    return String(memoryMb) === has.memorySize && architecture === has.architecture;
  });
