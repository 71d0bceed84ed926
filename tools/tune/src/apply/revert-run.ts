import { CommandError } from '@acado/command-line';
import { type Candidate, isSame } from '@acado/tuning';
import { nameOf } from '../report/format.ts';
import type { ApplyOptions, Context } from './context.ts';
import { type Applied, appliedIn, writeApplied } from './applied.ts';
import { readRun, type RunFolder } from './run-folder.ts';
import { type Reverted, takeBackSource } from './take-back-source.ts';

/**
 * Takes back what was done with a run: the function has what it had, and so has its configuration.
 *
 * @param path Folder of the run.
 * @throws {CommandError} If it was not applied, or something else was done since; nothing was changed then.
 */
export async function revertRun(
  path: string,
  options: Pick<ApplyOptions, 'region' | 'dryRun' | 'force' | 'push' | 'base'>,
  context: Context,
): Promise<Reverted> {
  const run = await readRun(context.workspace, path);
  const applied = appliedIn(run.directory);
  if (!applied)
    throw new CommandError(`${run.directory} was not applied: there is no applied.json`);
  if (applied.state === 'reverted')
    return { lines: [`${run.name} was taken back before`], open: false };
  const source = takeBackSource(run, applied, options, context);
  const restoreFunction = await planFunction(run, applied, options, context);
  const planned = [...restoreFunction.lines, ...source.lines];
  const lines = planned.length > 0 ? planned : [`Nothing of ${run.name} is there to take back`];
  if (options.dryRun) return { lines, open: false };
  await restoreFunction.act();
  const { lines: more, open } = andAgain(restoreFunction.lines, source.act);
  const revertedAt = context.now().toISOString();
  if (!open) writeApplied(run.directory, { ...applied, state: 'reverted', revertedAt });
  return { lines: [...lines, ...more], open };
}

/** What can be repeated when it fails says what was done before it. */
function andAgain<Answer>(done: readonly string[], act: () => Answer): Answer {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof CommandError) || done.length === 0) throw error;
    const why = `${error.message}\nThe configuration is not taken back: do this again. Done: ${done.join(', ')}`;
    throw new CommandError(why, error.exitCode);
  }
}

async function planFunction(
  { result }: RunFolder,
  { function: changed, mode, state }: Applied,
  {
    region = changed?.region ?? result.region,
    force,
  }: { region?: string | undefined; force: boolean },
  context: Context,
): Promise<{ lines: string[]; act: () => Promise<void> }> {
  const nothing = { lines: [], act: async () => undefined };
  // What was proposed was deployed by whoever approved it.
  const deployedByOthers = mode === 'manual' && result.context.target === 'aws';
  if (!changed && !deployedByOthers) return nothing;
  const { functionName: name, current, recommendation } = result;
  const { before, after } = changed ?? { before: current, after: recommendation };
  const functions = context.functions(region);
  const now = await functions.describe(name);
  if (!now || isSame(now, before)) return nothing;
  const isOurs = isSame(now, after) || (state === 'applying' && isBetween(now, before, after));
  if (!isOurs && !force)
    throw new CommandError(
      `${name} has ${nameOf(now)}, which is not what was applied (${nameOf(after)}): give --force to make it ${nameOf(before)} all the same`,
      1,
    );
  return {
    lines: [`${name}: ${nameOf(now)} → ${nameOf(before)}`],
    act: () => functions.configure(name, before),
  };
}

/** Code and configuration are changed one after the other: a process may have been killed in between. */
const isBetween = (now: Candidate, ...ends: Candidate[]): boolean =>
  ends.some(({ memoryMb }) => memoryMb === now.memoryMb) &&
  ends.some(({ architecture }) => architecture === now.architecture);
