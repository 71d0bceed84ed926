import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogFiles } from './log-files.ts';

describe('createLogFiles', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'logs-')), 'logs');
  afterAll(() => rmSync(join(folder, '..'), { recursive: true }));

  it('writes each line to the file of its group, also when somebody has removed the folder', () => {
    const lines: string[] = [];
    const write = createLogFiles(folder, (group, line) => lines.push(`${group} ${line}`));
    write('/aws/lambda/one', 'stream', ['first']);
    rmSync(folder, { recursive: true });

    write('/aws/lambda/one', 'stream', ['second', 'third\n']);

    expect(readFileSync(join(folder, 'one.log'), 'utf8')).toBe('second\nthird\n');
    expect(lines).toEqual([
      '/aws/lambda/one first',
      '/aws/lambda/one second',
      '/aws/lambda/one third',
    ]);
  });
});
