import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError } from '@acado/command-line';

interface Options {
  input?: string;
  env?: Record<string, string>;
}

/**
 * The repository of a workspace. None of this touches the working tree or its index, but for `applyPatch`.
 *
 * @param workspace Absolute path; the root of the repository.
 */
export function gitIn(workspace: string) {
  const git = (args: string[], { input, env }: Options = {}): string => {
    try {
      return execFileSync('git', args, {
        ...{ cwd: workspace, encoding: 'utf8', maxBuffer: 2 ** 28 },
        stdio: ['pipe', 'pipe', 'pipe'],
        ...(input !== undefined && { input }),
        env: { ...process.env, ...env },
      });
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: string };
      throw new CommandError(`git ${args[0]} failed: ${(stderr || message).trim()}`, 1);
    }
  };
  const attempt = (...args: string[]): string | undefined => {
    try {
      return git(args).trim();
    } catch {
      return undefined;
    }
  };

  /** A tree with a patch applied to a commit's. */
  const patchedTree = (commit: string, patch: string, reverse: boolean): string => {
    const folder = mkdtempSync(join(tmpdir(), 'tune-index-'));
    const env = { GIT_INDEX_FILE: join(folder, 'index') };
    try {
      git(['read-tree', commit], { env });
      git(['apply', '--whitespace=nowarn', '--cached', ...(reverse ? ['--reverse'] : [])], {
        input: patch,
        env,
      });
      return git(['write-tree'], { env }).trim();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  const applyInTree = (patch: string, reverse: boolean, more: string[] = []): void => {
    const args = ['apply', '--whitespace=nowarn', ...more, ...(reverse ? ['--reverse'] : [])];
    git(args, { input: patch });
  };

  return {
    /** @throws {CommandError} If git does not know it. */
    commitOf(revision: string): string {
      const commit = attempt('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
      if (!commit) throw new CommandError(`git knows no "${revision}"`);
      return commit;
    },
    /** Text of a file at a commit; `undefined` where it is not there. */
    read(commit: string, path: string): string | undefined {
      if (attempt('cat-file', '-e', `${commit}:./${path}`) === undefined) return undefined;
      return git(['show', `${commit}:./${path}`]);
    },
    /** Name of the branch that a revision is, as the remote calls it; `undefined` for a commit without one. */
    branchOf(revision: string): string | undefined {
      const name = attempt('rev-parse', '--abbrev-ref', revision);
      return name && name !== 'HEAD' ? name.replace(/^origin\//, '') : undefined;
    },
    /**
     * Makes a branch with one commit: a patch on top of another commit.
     *
     * @returns The commit; that of an earlier call when that was the same.
     * @throws {CommandError} If there is such a branch with something else.
     */
    branchWith(
      branch: string,
      { base, patch, message, reverse = false }: Proposal & { base: string },
    ): string {
      const tree = patchedTree(base, patch, reverse);
      const existing = attempt('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`);
      if (existing) {
        const [oldTree, parent] = [`${existing}^{tree}`, `${existing}^`].map((revision) =>
          attempt('rev-parse', '--verify', '--quiet', revision),
        );
        if (oldTree === tree && parent === base) return existing;
        throw new CommandError(
          `There is a branch ${branch} with something else: delete it (git branch -D ${branch}), or apply that`,
        );
      }
      // Of the same base it is the same commit wherever it is made: pushing it again changes nothing.
      const date = git(['show', '--no-patch', '--format=%cI', base]).trim();
      const env = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      const args = ['commit-tree', tree, '-p', base, '-F', '-'];
      const commit = git(args, { input: message, env }).trim();
      git(['update-ref', `refs/heads/${branch}`, commit, '']);
      return commit;
    },
    /** @throws {CommandError} If there is such a branch with something else, among others. */
    push(branch: string): void {
      try {
        git(['push', 'origin', `refs/heads/${branch}:refs/heads/${branch}`]);
      } catch (error) {
        if (!(error instanceof CommandError) || !error.message.includes('[rejected]')) throw error;
        throw new CommandError(
          `origin has a branch ${branch} with something else, such as an earlier proposal: approve or deny that, or delete it (git push origin --delete ${branch})`,
          1,
        );
      }
    },
    /** Whether a patch can be applied to the files of a commit, or of the working tree. */
    fits(
      patch: string,
      { reverse = false, commit }: { reverse?: boolean; commit?: string | undefined } = {},
    ): boolean {
      try {
        if (commit !== undefined) patchedTree(commit, patch, reverse);
        else applyInTree(patch, reverse, ['--check']);
        return true;
      } catch {
        return false;
      }
    },
    /** Applies a patch to the files of the working tree: all of it, or nothing. */
    applyPatch(patch: string, { reverse = false } = {}): void {
      applyInTree(patch, reverse);
    },
  };
}

/** A commit that is to be made. */
interface Proposal {
  patch: string;
  message: string;
  /** Undo the patch instead. */
  reverse?: boolean;
}
