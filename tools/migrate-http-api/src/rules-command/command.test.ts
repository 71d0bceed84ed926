import { runCommand } from '@acado/command-line/testing';
import { RULES } from '../rules/rules.ts';
import { rules } from './command.ts';

describe('rules', () => {
  it('lists all of them', async () => {
    const { exitCode, stdout } = await runCommand(rules, []);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toHaveLength(RULES.length + 2);
    const { stdout: json } = await runCommand(rules, ['--json']);
    expect(JSON.parse(json)).toHaveLength(RULES.length);
  });
});
