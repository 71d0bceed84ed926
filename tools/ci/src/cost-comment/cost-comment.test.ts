import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@acado/command-line/testing';
import { costComment, costCommentCommand } from './command.ts';

describe('costComment', () => {
  it('starts with what the comment is found by', () => {
    expect(costComment([])).toBe('<!-- cost -->\nThe cost of no service is affected.\n');
    expect(costComment([{ service: 'a', markdown: 'A' }])).toBe('<!-- cost -->\nA\n\n');
  });

  it('puts what is over the budget first', () => {
    const text = costComment([
      { service: 'a', markdown: '### ✅ a' },
      { service: 'b', markdown: '### ❌ b' },
    ]);

    expect(text.indexOf('❌')).toBeLessThan(text.indexOf('✅'));
  });

  it('names what is too long for a comment', () => {
    const text = costComment([
      { service: 'long', markdown: 'x'.repeat(70_000) },
      { service: 'short', markdown: 'short report' },
    ]);

    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('short report');
    expect(text).toContain("see the job's log: long");
  });
});

describe('cost-comment', () => {
  it('reads the reports of a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cost-comment-'));
    writeFileSync(join(folder, 'b.md'), 'B');
    writeFileSync(join(folder, 'a.md'), 'A');
    writeFileSync(join(folder, 'a.json'), '{}');

    const { stdout } = await runCommand(costCommentCommand, ['--reports', folder]);

    expect(stdout).toBe('<!-- cost -->\nA\n\nB\n\n');
    rmSync(folder, { recursive: true });
  });

  it('says that there is nothing where nothing ran', async () => {
    const { exitCode, stdout } = await runCommand(costCommentCommand, ['--reports', '/nowhere']);

    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: '<!-- cost -->\nThe cost of no service is affected.\n',
    });
  });
});
