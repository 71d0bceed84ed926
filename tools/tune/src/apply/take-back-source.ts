import { CommandError } from '@acado/command-line';
import type { Applied } from './applied.ts';
import type { ApplyOptions, Context } from './context.ts';
import { gitIn } from './git.ts';
import type { RunFolder } from './run-folder.ts';
import { filePatches } from './source/patch.ts';
import { revertMessage, titleOf } from './texts.ts';

/** What was taken back, or would be. */
export interface Reverted {
  /** A line each. */
  lines: string[];
  /** The configuration is changed on a branch that could not be merged. */
  open: boolean;
}

/** What would be done, and how. */
interface Step {
  lines: string[];
  act: () => Reverted;
}

/**
 * Plans to give the configuration back what it had: in the working tree, or on a branch that is merged.
 *
 * @throws {CommandError} If it was changed since.
 */
export function takeBackSource(
  run: RunFolder,
  applied: Applied,
  { push, base }: Pick<ApplyOptions, 'push' | 'base'>,
  context: Context,
): Step {
  const git = gitIn(context.workspace);
  const commit = push ? git.commitOf(base) : undefined;
  const parts = [...filePatches(applied.patch).values()];
  const done = parts.filter((part) => git.fits(part, { reverse: true, commit }));
  // The others were never written, by a process that was killed or a branch that was not merged, or are taken back.
  if (parts.some((part) => !done.includes(part) && !git.fits(part, { commit })))
    throw new CommandError(
      `${filesOf(applied.patch)} was changed since: take this back by hand\n\n${applied.patch}`,
      1,
    );
  const patch = done.join('');
  // It may be merged where this repository has not looked yet.
  if (commit !== undefined && patch === '' && parts.length > 0)
    throw new CommandError(
      `${filesOf(applied.patch)} is not changed at ${base}: pull first, or leave out --push`,
      1,
    );
  const nothing = { lines: [], open: false };
  if (patch === '') return { lines: [], act: () => nothing };
  if (commit !== undefined) return onBranch(run, { ...applied, patch }, { base, commit }, context);
  return {
    lines: [`${filesOf(patch)}: as before`],
    act: () => {
      git.applyPatch(patch, { reverse: true });
      return nothing;
    },
  };
}

function onBranch(
  run: RunFolder,
  { patch, branch = `tune/${run.name}` }: Applied,
  { base, commit }: { base: string; commit: string },
  { workspace, github }: Context,
): Step {
  const git = gitIn(workspace);
  const name = `${branch}-revert`;
  const message = revertMessage(run);
  return {
    lines: [`${filesOf(patch)}: as before, on the branch ${name}`],
    act: () => {
      git.branchWith(name, { base: commit, patch, message, reverse: true });
      git.push(name);
      const url = github.openPullRequest({
        title: `Take back: ${titleOf(run)}`,
        body: `${message}\n\`\`\`diff\n${patch.trimEnd()}\n\`\`\`\n\nThe diff above is taken back.\n`,
        ...{ branch: name, base: git.branchOf(base) },
      });
      const { merged, why } = github.merge(name);
      return merged
        ? { lines: [`Merged ${url}`], open: false }
        : { lines: [`Not merged, do so: ${url}\n${why ?? ''}`], open: true };
    },
  };
}

const filesOf = (patch: string): string => [...filePatches(patch).keys()].join(', ');
