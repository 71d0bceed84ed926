import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aChange } from '../testing/fake-settings.ts';
import { fileJournal } from './journal.ts';

describe('fileJournal', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'journal-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps one change of each function, by its cloud too', () => {
    const journal = fileJournal(join(folder, 'load-test'));
    expect(journal.read()).toEqual([]);
    const local = aChange({ endpoint: 'http://127.0.0.1:4566' });
    journal.write(aChange());
    journal.write(local);
    journal.write(aChange({ set: { memoryMb: [256] } }));

    expect(journal.read()).toHaveLength(2);
    journal.remove(local);
    expect(journal.read()).toEqual([aChange({ set: { memoryMb: [256] } })]);
    expect(readdirSync(join(folder, 'load-test'))).toHaveLength(1);
  });

  it('lets one be the first who writes down a function', () => {
    const [one, other] = [fileJournal(folder), fileJournal(folder)];
    expect(one.claim(aChange({ pid: 5 }))).toBe(true);
    expect(other.claim(aChange({ pid: 6 }))).toBe(false);
    expect(other.claim(aChange({ pid: 6, endpoint: 'http://127.0.0.1:4566' }))).toBe(true);
    expect(
      one
        .read()
        .map(({ pid }) => pid)
        .sort(),
    ).toEqual([5, 6]);
    expect(readdirSync(folder)).toHaveLength(2);
    one.remove(aChange());
    expect(other.claim(aChange({ pid: 6 }))).toBe(true);
  });

  it('names a file that can not be read', () => {
    writeFileSync(join(folder, 'shop.json'), '{"function":');
    expect(() => fileJournal(folder).read()).toThrow(/shop\.json can not be read/);
  });
});
