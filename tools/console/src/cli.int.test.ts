import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const cli = join(import.meta.dirname, 'cli.ts');
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args]);
  return { status, printed: `${stdout.toString()}${stderr.toString()}`.trim() };
};

describe('the command', () => {
  const started: ChildProcess[] = [];
  afterAll(() => {
    for (const child of started) child.kill();
  });
  const urlOf = async (port: number): Promise<URL> => {
    const child = spawn(process.execPath, [cli, '--json', '--port', String(port)]);
    started.push(child);
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    return new URL((JSON.parse(chunk.toString()) as { url: string }).url);
  };

  it('says in one line what is wrong with an argument', () => {
    expect(run('--port', 'http')).toEqual({
      status: 2,
      printed: '--port http is not a port: use a number from 0 to 65535',
    });
    expect(run('--wat')).toEqual({ status: 2, printed: "Unknown option '--wat'\nSee --help" });
  });

  it('takes a port below one in use', async () => {
    const first = await urlOf(0);
    const second = await urlOf(Number(first.port));
    expect(Number(second.port)).toBeLessThan(Number(first.port));
    expect((await fetch(second)).status).toBe(200);
  });
});
