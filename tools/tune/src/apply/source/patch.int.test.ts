import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patchOf } from './patch.ts';

const lines = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index}\n`);
const changed = (at: number, text: string) => lines(12).toSpliced(at, 1, text).join('');

describe('patchOf', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tune-patch-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['a line in the middle', lines(12).join(''), changed(6, 'other\n')],
    ['the first line', lines(12).join(''), changed(0, 'other\n')],
    ['the last line', lines(12).join(''), changed(11, 'other\n')],
    [
      'two places',
      lines(12).join(''),
      changed(2, 'other\nand more\n').replace('line 9', 'line nine'),
    ],
    ['an added line', 'a\nb\n', 'a\nnew\nb\n'],
    ['a line that is like its neighbours', 'a\na\na\n', 'a\na\na\na\n'],
    ['the end of a file without a last line break', 'a\nb', 'a\nb\nc'],
    ['Windows line breaks', 'a\r\nb\r\n', 'a\r\nnew\r\nb\r\n'],
    ['a file of one line', 'a', 'b'],
  ])('is what git applies, and takes back: %s', (_what, before, after) => {
    const file = join(folder, 'file.yml');
    const git = (...args: string[]) =>
      execFileSync('git', ['apply', ...args], {
        cwd: folder,
        input: patchOf('file.yml', before, after),
      });
    writeFileSync(file, before);

    git();
    expect(readFileSync(file, 'utf8')).toBe(after);
    git('--reverse');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('is empty when nothing changed', () => {
    expect(patchOf('file.yml', 'a\n', 'a\n')).toBe('');
  });
});
