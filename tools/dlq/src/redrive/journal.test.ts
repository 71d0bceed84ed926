import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from './journal.ts';

describe('openJournal', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const url = 'http://127.0.0.1:4566/000000000000/shop-dlq';
  const open = (now?: () => number) => openJournal(join(folder, 'dlq'), url, now);
  const files = () => readdirSync(join(folder, 'dlq'));
  /** Makes the journal that of a process that was killed: no process has such an id. */
  const die = ({ file }: { file: string }, id = 2 ** 30) =>
    renameSync(file, file.replace(`.${process.pid}.`, `.${id}.`));

  it('tells the next process what was sent and what may have been', () => {
    const journal = open();
    journal.write('sending', ['a', 'b', 'c']);
    journal.write('sent', ['a', 'b']);
    journal.write('settled', ['a']);
    const next = open();
    expect([...next.sent()]).toEqual(['b']);
    expect([...next.unsure()]).toEqual(['c']);
  });

  it('understands a file whose last line was cut off', () => {
    const journal = open();
    journal.write('sent', ['a']);
    appendFileSync(journal.file, '{"step":"sent","ids":["b"');
    expect([...open().sent()]).toEqual(['a']);
  });

  it('leaves no file when nothing is half done', () => {
    const journal = open();
    journal.write('sent', ['a']);
    journal.close();
    expect(existsSync(journal.file)).toBe(true);
    journal.write('settled', ['a']);
    journal.close();
    expect(existsSync(journal.file)).toBe(false);
  });

  it('takes over what killed redrives have left, and does not grow with every redrive', () => {
    for (const id of [2 ** 30, 2 ** 30 + 1]) {
      const journal = open();
      journal.write('sent', [`stuck-${id}`]);
      die(journal, id);
    }
    for (const id of ['a', 'b', 'c']) {
      const journal = open();
      journal.write('sending', [id]);
      journal.write('sent', [id]);
      journal.write('settled', [id]);
      journal.close();
    }
    expect(files()).toHaveLength(1);
    expect(readFileSync(open().file, 'utf8').trim().split('\n')).toHaveLength(2);
    expect([...open().sent()]).toEqual([`stuck-${2 ** 30}`, `stuck-${2 ** 30 + 1}`]);
  });

  it('leaves the file of another redrive that runs alone', () => {
    const other = open();
    other.write('sending', ['theirs']);
    die(other, 1); // there is always a process 1
    const journal = open();
    journal.write('sent', ['a']);
    journal.write('settled', ['a']);
    journal.close();
    expect([...open().unsure()]).toEqual(['theirs']);
    expect(files()).toHaveLength(1);
  });

  it('knows by the time what of several files came last', () => {
    let now = 1000;
    const first = open(() => now);
    first.write('sent', ['a']);
    die(first);
    now = 2000;
    const second = open(() => now);
    second.write('settled', ['a']);
    expect([...open(() => now).sent()]).toEqual([]);
    second.close();
    expect(files()).toEqual([]);
  });

  it('forgets what no queue has any more', () => {
    const journal = open(() => 0);
    journal.write('sent', ['a']);
    const later = open(() => 15 * 86_400_000);
    expect(later.sent().size).toBe(0);
    later.close();
    expect(files()).toEqual([]);
  });

  it('is another one for a queue of the same name elsewhere', () => {
    open().write('sent', ['a']);
    for (const other of ['http://127.0.0.1:4600/000000000000/shop-dlq', `${url}.fifo`])
      expect(openJournal(join(folder, 'dlq'), other).sent().size).toBe(0);
  });
});
