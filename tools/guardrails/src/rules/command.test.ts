import { runCommand } from '@acado/command-line/testing';
import { rules as allRules, rulesDocument } from '@acado/serverless-config/guardrails';
import { rules } from './command.ts';

describe('rules', () => {
  it('lists them with reason and remedy', async () => {
    const { exitCode, stdout } = await runCommand(rules, []);

    expect(exitCode).toBe(0);
    for (const { id, severity, remedy } of allRules) {
      expect(stdout).toContain(`${id} (${severity})\n`);
      expect(stdout).toContain(`Remedy: ${remedy}\n`);
    }
  });

  it('lists them for programs', async () => {
    const { stdout } = await runCommand(rules, ['--json']);

    expect(JSON.parse(stdout)).toContainEqual({
      id: 'arm64',
      severity: 'error',
      title: expect.any(String),
      reason: expect.any(String),
      source: expect.stringMatching(/^https:/),
      remedy: expect.any(String),
    });
  });

  it('writes RULES.md', async () => {
    const { stdout } = await runCommand(rules, ['--markdown']);

    expect(stdout).toBe(rulesDocument());
  });
});
