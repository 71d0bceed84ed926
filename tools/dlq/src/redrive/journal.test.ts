import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openJournal } from './journal.ts';

describe('openJournal', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () =>
    openJournal(join(folder, 'dlq'), 'arn:aws:sqs:us-east-1:000000000000:shop-dlq');

  it('tells the next process what was sent and what may have been', () => {
    const journal = open();
    journal.write('sending', ['a', 'b', 'c']);
    journal.write('sent', ['a', 'b']);
    journal.write('deleted', ['a']);
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
    journal.write('deleted', ['a']);
    journal.close();
    expect(existsSync(journal.file)).toBe(false);
  });
});
