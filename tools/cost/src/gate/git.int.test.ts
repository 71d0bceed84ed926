import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mergeBase } from './git.ts';

let folder: string;
let repository: string;
let branchedOff: string;

const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();

const commit = (file: string, text: string) => {
  writeFileSync(join(repository, file), text);
  git(repository, 'add', '.');
  git(repository, 'commit', '--quiet', `--message=${text}`);
};

/** main moves on after a branch has left it. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cost-git-'));
  repository = join(folder, 'repository');
  mkdirSync(join(repository, 'a'), { recursive: true });
  git(repository, 'init', '--quiet', '--initial-branch=main');
  commit('a/file', 'before');
  branchedOff = git(repository, 'rev-parse', 'HEAD');
  git(repository, 'checkout', '--quiet', '-b', 'change');
  commit('a/committed', 'change');
  git(repository, 'checkout', '--quiet', 'main');
  commit('a/other', 'main moves on');
  git(repository, 'checkout', '--quiet', 'change');
  writeFileSync(join(repository, 'a/file'), 'after');
  writeFileSync(join(repository, 'a/untracked'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('mergeBase', () => {
  it('is what files were where the change branched off', () => {
    const revision = mergeBase(repository, 'main');

    expect(revision.commit).toBe(branchedOff);
    expect(revision.read('a/file')).toBe('before');
    expect(revision.read('a/other')).toBeUndefined();
    expect(revision.tree('a')).toMatch(/^[0-9a-f]{40}$/);
    expect(revision.tree('b')).toBeUndefined();
  });

  it('lists what the branch and the working tree changed', () => {
    const revision = mergeBase(repository, 'main');

    expect(revision.changed(['a']).sort()).toEqual(['a/committed', 'a/file', 'a/untracked']);
    expect(revision.changed(['b'])).toEqual([]);
  });

  it('unpacks it', () => {
    const unpacked = join(folder, 'unpacked');
    mkdirSync(unpacked);
    mergeBase(repository, 'main').extract(unpacked);

    expect(existsSync(join(unpacked, 'a/file'))).toBe(true);
    expect(existsSync(join(unpacked, 'a/committed'))).toBe(false);
  });

  it.each(['nowhere', '--all'])('does not know %s', (base) => {
    expect(() => mergeBase(repository, base)).toThrow(
      `git knows no common ancestor of "${base}" and HEAD: fetch it`,
    );
  });

  it('says that a shallow clone lacks the history', () => {
    const url = pathToFileURL(repository).href;
    git(folder, 'clone', '--quiet', '--depth=1', '--no-single-branch', url, 'shallow');

    expect(() => mergeBase(join(folder, 'shallow'), 'origin/main')).toThrow(
      'git fetch --unshallow',
    );
  });
});
