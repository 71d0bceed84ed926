import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const room = join(import.meta.dirname, '../..');

/** Runs the command in a process of its own; what it printed, without the paths of this machine. */
const run = (args: string[], { from = room, env = {} } = {}) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(from, 'src/cli.ts'), ...args],
    { env: { ...process.env, ...env }, encoding: 'utf8' },
  );
  return { status, printed: `${stdout}${stderr}`.trim() };
};

describe('the command', () => {
  it.each([
    [['start', '--wat'], /^Unknown option '--wat'.*\(try --help\)$/],
    [['stop'], /^There is no command "stop": try --help$/],
  ])('says in one line what is wrong with %j', (args, message) => {
    const { status, printed } = run(args);
    expect(status).toBe(1);
    expect(printed).toMatch(message);
  });

  it('says in one line that LOCAL_CLOUD_PORT is no port', () => {
    expect(run(['start'], { env: { LOCAL_CLOUD_PORT: 'http' } })).toEqual({
      status: 1,
      printed: 'LOCAL_CLOUD_PORT=http is not a port: use a number from 1 to 65000',
    });
  });

  it('says in one line that the port is in use', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;

    expect(run(['start'], { env: { LOCAL_CLOUD_PORT: String(port) } })).toEqual({
      status: 1,
      printed: `Port ${port} is in use: stop what uses it, or take another one: LOCAL_CLOUD_PORT=${port + 50} npm start`,
    });
    server.close();
  });

  it('says in one line that packages are missing', () => {
    const root = mkdtempSync(join(tmpdir(), 'no-packages-'));
    const copy = join(root, 'tools/local-cloud');
    mkdirSync(copy, { recursive: true });
    for (const name of ['src', 'package.json'])
      cpSync(join(room, name), join(copy, name), { recursive: true });

    const env = { LOCAL_CLOUD_PORT: '1024' };
    expect(run(['start'], { from: copy, env })).toEqual({
      status: 1,
      printed: 'Packages are missing: run npm ci',
    });
    rmSync(root, { recursive: true });
  });
});
