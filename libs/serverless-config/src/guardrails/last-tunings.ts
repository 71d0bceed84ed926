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

/** `acado-worker-b-dev-storeOrders` and `acado-worker-b-local-storeOrders` are one function at two stages. */
const isSameFunction = (one: string, other: string, key: string): boolean => {
  const withoutStage = (name: string) =>
    name.endsWith(`-${key}`) ? name.slice(0, -key.length - 1).replace(/-[^-]+$/, '') : undefined;
  return withoutStage(one) !== undefined && withoutStage(one) === withoutStage(other);
};

/**
 * Finds out when the power tuner last measured a function, from the reports in the workspace's `reports/history`.
 *
 * @param folder of the service
 * @returns of a function's physical name and key the day, `YYYY-MM-DD`, or `undefined`
 * @example
 * lastTunings('services/worker-b')('acado-worker-b-dev-storeOrders', 'storeOrders'); // '2026-11-20'
 */
export const lastTunings = (
  folder: string,
): ((name: string, key: string) => string | undefined) => {
  const root = workspaceRoot(folder);
  const history = join(root ?? folder, 'reports/history');
  const runs = latestFirst(history);
  return (name, key) => {
    const named = runs.filter((run) => run.endsWith(`-${basename(folder)}-${key}`));
    for (const run of named) {
      const result = readResult(join(history, run, 'result.json'));
      if (result && isSameFunction(result.functionName, name, key))
        return result.finishedAt.slice(0, 10);
    }
    return undefined;
  };
};
