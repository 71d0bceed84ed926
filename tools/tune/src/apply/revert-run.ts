import { CommandError } from '@acado/command-line';
import { nameOf } from '../report/format.ts';
import type { ApplyOptions, Context } from './context.ts';
import { gitIn } from './git.ts';
import { same } from './objections.ts';
import { type Applied, readApplied, readRun, type RunFolder, writeApplied } from './run-folder.ts';
import { revertMessage, titleOf } from './texts.ts';

/** What was taken back, or would be. */
export interface Reverted {
  /** A line each. */
  lines: string[];
  /** The configuration is changed on a branch that could not be merged. */
  open: boolean;
}

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
  const applied = readApplied(run.directory);
  if (applied.state === 'reverted')
    return { lines: [`${run.name} was taken back before`], open: false };
  const takeBackSource = options.push
    ? onBranch(run, applied, options, context)
    : inWorkingTree(applied, context.workspace);
  const restoreFunction = await planFunction(run, applied, options, context);
  const lines = [...restoreFunction.lines, ...takeBackSource.lines];
  if (options.dryRun) return { lines, open: false };
  await restoreFunction.act();
  const { lines: more, open } = takeBackSource.act();
  const revertedAt = context.now().toISOString();
  writeApplied(run.directory, { ...applied, state: 'reverted', revertedAt });
  return { lines: [...lines, ...more], open };
}

async function planFunction(
  { result }: RunFolder,
  { function: changed, mode }: Applied,
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
  if (!now || same(now, before)) return nothing;
  if (!same(now, after) && !force)
    throw new CommandError(
      `${name} has ${nameOf(now)}, which is not what was applied (${nameOf(after)}): give --force to make it ${nameOf(before)} all the same`,
      1,
    );
  return {
    lines: [`${name}: ${nameOf(now)} → ${nameOf(before)}`],
    act: () => functions.configure(name, before),
  };
}

interface SourceStep {
  lines: string[];
  act: () => Reverted;
}

const DONE = { lines: [], open: false };

function inWorkingTree({ patch }: Applied, workspace: string): SourceStep {
  const git = gitIn(workspace);
  if (patch === '') return { lines: [], act: () => DONE };
  if (git.fits(patch, { reverse: true }))
    return {
      lines: [`${filesOf(patch)}: as before`],
      act: () => {
        git.applyPatch(patch, { reverse: true });
        return DONE;
      },
    };
  // A process that was killed before it wrote, or a branch that was never merged.
  if (git.fits(patch)) return { lines: [], act: () => DONE };
  throw new CommandError(
    `${filesOf(patch)} was changed since: take this back by hand\n\n${patch}`,
    1,
  );
}

function onBranch(
  run: RunFolder,
  { patch, branch = `tune/${run.name}` }: Applied,
  { base: revision }: { base: string },
  { workspace, github }: Context,
): SourceStep {
  const git = gitIn(workspace);
  if (patch === '') return { lines: [], act: () => DONE };
  const name = `${branch}-revert`;
  const base = git.commitOf(revision);
  // Before anything is changed: it fails if the configuration was changed since.
  git.assertFits(base, patch, { reverse: true });
  return {
    lines: [`${filesOf(patch)}: as before, on the branch ${name}`],
    act: () => {
      git.branchWith(name, { base, patch, message: revertMessage(run), reverse: true });
      git.push(name);
      const url = github.openPullRequest({
        title: `Take back: ${titleOf(run)}`,
        body: `${revertMessage(run)}\n\`\`\`diff\n${patch.trimEnd()}\n\`\`\`\n\nThe diff above is taken back.\n`,
        ...{ branch: name, base: git.branchOf(revision) },
      });
      const { merged, why } = github.merge(name);
      return merged
        ? { lines: [`Merged ${url}`], open: false }
        : { lines: [`Not merged, do so: ${url}\n${why ?? ''}`], open: true };
    },
  };
}

const filesOf = (patch: string): string =>
  [...patch.matchAll(/^\+\+\+ b\/(.+)$/gm)].map(([, file]) => file).join(', ');
