import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { workspaceRoot } from './workspace-root.ts';

/** As far as a report of the power tuner is read here. */
const resultSchema = z.object({ functionName: z.string(), finishedAt: z.string() });

/** `2026-11-20T14-34-09Z-worker-b-storeOrders`: the latest first when sorted backwards. */
const latestFirst = (history: string): string[] =>
  existsSync(history) ? readdirSync(history).sort().reverse() : [];

const readResult = (file: string): z.infer<typeof resultSchema> | undefined => {
  if (!existsSync(file)) return undefined;
  try {
    return resultSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Reports of other tools are in the same folder.
    return undefined;
  }
};

/** `worker-b-storeOrders`, whatever the stage was. */
const measuredIn = (run: string): string => run.replace(/^[\dT-]+Z-/, '');

/**
 * Finds out when the power tuner last measured a function, from the reports in the workspace's `reports/history`.
 *
 * @param folder of the service
 * @returns of a function's key the day, `YYYY-MM-DD`, or `undefined`
 * @example
 * lastTunings('services/worker-b')('storeOrders'); // '2026-11-20'
 */
export const lastTunings = (folder: string): ((key: string) => string | undefined) => {
  const root = workspaceRoot(folder);
  const history = join(root ?? folder, 'reports/history');
  const runs = latestFirst(history);
  return (key) => {
    for (const run of runs.filter((each) => measuredIn(each) === `${basename(folder)}-${key}`)) {
      const result = readResult(join(history, run, 'result.json'));
      if (result) return result.finishedAt.slice(0, 10);
    }
    return undefined;
  };
};
