import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitIn } from './git.ts';

describe('gitIn', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ci-git-'));
  const run = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  const commit = (file: string) => {
    writeFileSync(join(folder, file), file);
    run('add', '.');
    run('commit', '--quiet', '--message', file);
    return run('rev-parse', 'HEAD');
  };
  let first = '';
  let second = '';
  beforeAll(() => {
    run('init', '--quiet');
    first = commit('one');
    second = commit('two words');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('knows commits, and how they follow each other', () => {
    const git = gitIn(folder);

    expect([git.commit('HEAD'), git.commit('nothing'), git.commit('--all')]).toEqual([
      second,
      undefined,
      undefined,
    ]);
    expect(git.mergeBase(first, 'HEAD')).toBe(first);
    expect([git.isAncestor(first, second), git.isAncestor(second, first)]).toEqual([true, false]);
  });

  it('knows files', () => {
    const git = gitIn(folder);

    expect(git.changedFiles(first, second)).toEqual(['two words']);
    expect(git.changedFiles(second, second)).toEqual([]);
    expect([git.hasFile(first, 'two words'), git.hasFile(second, 'two words')]).toEqual([
      false,
      true,
    ]);
  });
});
