import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const cli = (args: string[], input = '') => {
  const script = join(import.meta.dirname, 'cli.ts');
  return spawnSync(process.execPath, [script, ...args], { input, encoding: 'utf8' });
};

describe('cli', () => {
  it('runs a command on its standard input and writes nothing but JSON', () => {
    const line = { meter: 'eventbridge', region: 'us-east-1', events: 3_000_000 };
    const { stdout, stderr, status } = cli(['price'], JSON.stringify([line]));
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ total: 3, currency: 'USD' });
  });

  it('turns an error into a message and an exit code', () => {
    expect(cli(['price'], '[]')).toMatchObject({ status: 2, stdout: '' });
    expect(cli(['prize']).stderr).toMatch(/^There is no command "prize"\n/);
  });

  it.each([[['--help']], [[]], [['price', '--help']], [['refresh', '-h']]])('helps: %j', (args) => {
    expect(cli(args)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Usage: /) });
  });
});
