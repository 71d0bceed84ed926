import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSystem, type System } from './system.ts';

const root = join(import.meta.dirname, '../../..');

/** Processes that were started for this endpoint, by its port in their environment or arguments. */
const processesOf = (port: number): string[] =>
  spawnSync('sh', ['-c', `grep -lE "127.0.0.1:${port}([^0-9]|$)" /proc/[0-9]*/environ 2>/dev/null`])
    .stdout.toString()
    .split('\n')
    .filter((line) => line !== '' && !line.includes(`/${process.pid}/`));

describe('npm start', () => {
  let first: System | undefined;
  let second: System | undefined;

  afterAll(async () => {
    await Promise.all([first?.stop(), second?.stop()]);
  });

  it('runs two systems side by side and refuses a port in use in one line', async () => {
    first = await startSystem();
    second = await startSystem();

    const services = join(root, 'services');
    const all = readdirSync(services).filter((name) =>
      existsSync(join(services, name, 'serverless.yml')),
    );
    expect(Object.keys(first.outputs.services).sort()).toEqual(all.sort());
    expect(first.outputs.awsEndpoint).toBe(`http://127.0.0.1:${first.port}`);
    for (const { outputs } of [first, second]) {
      const answer = await fetch(
        `${outputs.services['crud-api']?.httpApi?.replace(/\/$/, '')}/status`,
      );
      expect(answer.status).toBe(200);
    }

    const refused = spawnSync(
      process.execPath,
      ['tools/local-cloud/src/cli.ts', 'start', '--no-watch'],
      {
        cwd: root,
        env: { ...process.env, LOCAL_CLOUD_PORT: String(first.port) },
      },
    );
    const said = `${refused.stdout.toString()}${refused.stderr.toString()}`.trim().split('\n');
    expect(refused.status).not.toBe(0);
    expect(said.at(-1)).toMatch(new RegExp(`${first.port}.*LOCAL_CLOUD_PORT`));
  });

  it('leaves no process behind after Ctrl-C', async () => {
    const system = first;
    if (system === undefined) throw new Error('the system did not start');
    first = undefined;

    expect(await system.stop()).toBe(0);
    expect(processesOf(system.port)).toEqual([]);
  });
});
