import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** A tool with the command `fail`, which `standard` may make the one that need not be named. */
const scriptOf = (standard = '', others = ', other: { summary: "", usage: "", run }') => `
    import { writeFileSync } from 'node:fs';
    import { CommandError, runMain } from '${join(import.meta.dirname, 'index.ts')}';
    const usage = 'Usage: fail\\n';
    const run = async ([code]) => {
      if (code === 'bug') throw new TypeError('a bug');
      if (code === 'file') writeFileSync('/nowhere/a', '');
      if (code === 'pipe') {
        for (let i = 0; i < 9; i++) await new Promise((done) => process.stderr.write('x'.repeat(65536), done));
        process.stdout.write('done');
        return 0;
      }
      throw new CommandError('does not work', Number(code));
    };
    await runMain({ script: 'a.ts', commands: { fail: { summary: 'fails', usage, run }${others} }, ${standard} });`;
const script = scriptOf();

/** Runs one in a process of its own. */
const runs =
  (text: string) =>
  (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', text, '--', 'a.ts', ...args],
      { encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  };
const tool = runs(script);

describe('runMain', () => {
  it('turns an error that explains itself into its message and exit code', () => {
    expect(tool('fail', '3')).toEqual({ status: 3, stdout: '', stderr: 'does not work\n' });
  });

  it('names a file that can not be written, without a stack', () => {
    expect(tool('fail', 'file')).toMatchObject({
      status: 1,
      stderr: "ENOENT: no such file or directory, open '/nowhere/a'\n",
    });
  });

  it('goes on when nobody reads any more', () => {
    const { stdout } = spawnSync(
      'bash',
      [
        '-c',
        '"$0" --input-type=module --eval "$1" -- a.ts fail pipe 2> >(head -c 1 > /dev/null)',
        process.execPath,
        script,
      ],
      { encoding: 'utf8' },
    );
    expect(stdout).toBe('done');
  });

  it('shows any other error with its stack', () => {
    expect(tool('fail', 'bug').stderr).toMatch(/TypeError: a bug\n\s+at /);
  });

  it('names a command that does not exist', () => {
    expect(tool('toString')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^There is no command "toString"\n\nUsage: node a.ts/),
    });
  });

  it('helps', () => {
    expect(tool('--help').stdout).toMatch(/^Usage: node a.ts <command>[^]*\n {2}fail {6}fails\n/);
    expect(tool().stdout).toBe(tool('-h').stdout);
    expect(tool('fail', '--help')).toEqual({ status: 0, stdout: 'Usage: fail\n', stderr: '' });
  });

  it('begins its help with what one types', () => {
    const typed = runs(scriptOf("synopsis: 'npm run a'"));

    expect(typed('--help').stdout).toMatch(/^Usage: npm run a\n/);
  });

  it('takes the standard command where none is named', () => {
    const withStandard = runs(scriptOf("standard: 'fail'"));

    expect(withStandard('3')).toEqual({ status: 3, stdout: '', stderr: 'does not work\n' });
    expect(withStandard('fail', '3')).toEqual(withStandard('3'));
    expect(withStandard('--help').stdout).toMatch(
      /^Usage: node a.ts \[<command>: fail\][^]*\nUsage: fail\n$/,
    );
    expect(withStandard().status).not.toBe(0);
  });

  it('helps with the command where there is one alone, which need not be named', () => {
    const alone = runs(scriptOf("standard: 'fail'", ''));

    expect(alone('--help')).toEqual({ status: 0, stdout: 'Usage: fail\n', stderr: '' });
  });
});
