import { execFileSync } from 'node:child_process';

/** What the commands ask of a repository. */
export interface Git {
  /** The full id of a commit; `undefined` when there is none of that name here. */
  commit: (name: string) => string | undefined;
  /** The latest commit that both have. */
  mergeBase: (one: string, other: string) => string | undefined;
  /** One is the other, or comes before it. */
  isAncestor: (one: string, other: string) => boolean;
  /** Paths of the files that two commits do not share, from the repository's root. */
  changedFiles: (from: string, to: string) => string[];
  /** A commit has this file. */
  hasFile: (commit: string, path: string) => boolean;
}

/** The repository in a folder. */
export function gitIn(folder: string): Git {
  const git = (...args: string[]): string | undefined => {
    try {
      return execFileSync('git', args, {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
      return undefined;
    }
  };
  return {
    commit: (name) =>
      git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`),
    mergeBase: (one, other) => git('merge-base', one, other),
    isAncestor: (one, other) => git('merge-base', '--is-ancestor', one, other) !== undefined,
    changedFiles: (from, to) =>
      (git('diff', '--name-only', '--no-renames', '-z', from, to) ?? '')
        .split('\0')
        .filter(Boolean),
    hasFile: (commit, path) => git('cat-file', '-e', `${commit}:${path}`) !== undefined,
  };
}
