import { CommandError } from '@acado/command-line';
import { execFileSync } from 'node:child_process';

/** The repository at another revision. */
export interface Revision {
  /** Full id of the commit. */
  commit: string;
  /** Text of a file, `undefined` where it is not there. Paths are relative to the repository, with `/`. */
  read: (path: string) => string | undefined;
  /** Id of what a folder or file holds, `undefined` where it is not there. */
  tree: (path: string) => string | undefined;
  /** Paths below these that differ in the working tree. */
  changed: (paths: readonly string[]) => string[];
  /** Writes every file of it into a folder. */
  extract: (folder: string) => void;
}

/** Large enough for every file of a repository of text. */
const MAX_BYTES = 256 * 2 ** 20;

/**
 * The revision that a change is compared with: where it branched off from another one.
 *
 * @param root Folder of the repository.
 * @param base Any revision, such as `main`.
 * @throws {CommandError} If git does not know it.
 */
export function mergeBase(root: string, base: string): Revision {
  const git = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: MAX_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const attempt = (...args: string[]): string | undefined => {
    try {
      return git(...args);
    } catch {
      return undefined;
    }
  };
  const commit = attempt('merge-base', '--end-of-options', base, 'HEAD')?.trim();
  if (!commit) {
    const shallow = attempt('rev-parse', '--is-shallow-repository')?.trim() === 'true';
    const remedy = shallow
      ? 'this clone is shallow, git fetch --unshallow brings the history'
      : 'fetch it, with its history, or give another --base';
    throw new CommandError(`git knows no common ancestor of "${base}" and HEAD: ${remedy}`);
  }
  return {
    commit,
    read: (path) => attempt('show', `${commit}:${path}`),
    tree: (path) => attempt('rev-parse', '--verify', '--quiet', `${commit}:${path}`)?.trim(),
    changed: (paths) => [
      ...lines(git('diff', '--name-only', commit, '--', ...paths)),
      ...lines(git('ls-files', '--others', '--exclude-standard', '--', ...paths)),
    ],
    extract: (folder) => {
      const archive = execFileSync('git', ['archive', '--format=tar', commit], {
        cwd: root,
        maxBuffer: MAX_BYTES,
      });
      execFileSync('tar', ['-x', '-f', '-', '-C', folder], { input: archive });
    },
  };
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
