import { runCommand } from '@acado/command-line/testing';
import { join } from 'node:path';
import { config } from './command.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');

describe('config', () => {
  it('prints the API of what can move', async () => {
    const { exitCode, stdout } = await runCommand(config, [join(EXAMPLES, 'proxy/template.yml')]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^# catalog-prod\nresources:\n {2}Resources:\n {4}HttpApi:/);
    expect(stdout).toContain('IntegrationUri: https://catalog.example.com/{proxy}');
  });

  it('says what stays', async () => {
    const path = join(EXAMPLES, 'orders-export/openapi.yml');
    const { exitCode, stdout } = await runCommand(config, [path, '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      apis: [{ name: 'orders', functions: {}, refused: expect.any(Array) }],
    });
  });

  it('refuses another kind of answer', async () => {
    const { exitCode, stderr } = await runCommand(config, ['--authorizer-response', 'yes', 'x']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Expected policy or simple');
  });
});
