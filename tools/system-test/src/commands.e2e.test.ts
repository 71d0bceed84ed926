import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const run = promisify(execFile);

const tools = globSync('tools/*/src/cli.ts', { cwd: ROOT })
  .filter((script) => readFileSync(join(ROOT, script), 'utf8').includes('await runMain('))
  .sort();

const helpOf = async (script: string, ...command: string[]): Promise<string> =>
  (await run(process.execPath, [script, ...command, '--help'], { cwd: ROOT })).stdout;

/** `  list      every dead-letter queue: …` in a list of commands; a tool with one command has no list. */
const commandsIn = (help: string): string[] =>
  help.includes('Each command has --help.')
    ? [...help.matchAll(/^ {2}([a-z][a-z-]*) {2,}\S/gm)].map(([, name]) => name!)
    : [];

describe.each(tools)('%s', (script) => {
  it('explains every command: usage, JSON, exit codes', async () => {
    const list = await helpOf(script);
    const commands = commandsIn(list);
    const tool = script.split('/')[1]!;
    const texts = await Promise.all(
      commands.map(async (name) => [`${tool} ${name}`, await helpOf(script, name)] as const),
    );

    for (const [name, text] of commands.length > 0 ? texts : [[tool, list] as const]) {
      expect({ name, text }).toEqual({ name, text: expect.stringMatching(/^Usage: /) });
      expect({ name, text }).toEqual({ name, text: expect.stringMatching(/exit codes?\b/i) });
      expect({ name, text }).toEqual({ name, text: expect.stringContaining('--json') });
    }
  });

  it('refuses what it does not know with exit code 2 and one clear sentence', async () => {
    const refused = await run(process.execPath, [script, '--no-such-option'], { cwd: ROOT }).then(
      () => undefined,
      (error: { code: number; stderr: string }) => error,
    );

    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('no-such-option') });
    expect(refused!.stderr).not.toMatch(/^\s+at /m);
  });
});
