import { nameOf } from '../report/format.ts';
import { applyNow } from './apply-now.ts';
import type { ApplyOptions, Context, Outcome } from './context.ts';
import { propose } from './propose.ts';
import { readRun } from './run-folder.ts';

/**
 * Does with a run what it recommends: at once, in the function and where its configuration is written, or as a
 * proposal that somebody approves.
 *
 * @param path Folder of the run.
 * @throws {CommandError} If something speaks against it, naming it; nothing was changed then.
 */
export async function applyRun(
  path: string,
  options: ApplyOptions,
  context: Context,
): Promise<Outcome> {
  const run = await readRun(context.workspace, path);
  const { result, service, functionKey } = run;
  const outcome: Outcome = {
    ...{ mode: options.mode, unchanged: false, run: run.name, patch: '', lines: [] },
    ...{ service: service.name, functionKey, stage: run.stage, strategy: result.strategy },
    sizes: [...new Set([result.current.memoryMb, result.recommendation.memoryMb])],
  };
  if (!result.recommendation.change)
    return {
      ...outcome,
      unchanged: true,
      lines: [`${functionKey} stays as it is, with ${nameOf(result.recommendation)}.`],
    };
  return options.mode === 'auto'
    ? applyNow(run, options, context, outcome)
    : propose(run, options, context, outcome);
}
