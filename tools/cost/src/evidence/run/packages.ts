import { CommandError } from '@acado/command-line';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../../../../..');

/**
 * Packages services, unless they have not changed since they were last packaged, and copies the packages: what is made
 * of them later does not disturb the runs.
 *
 * @param folder The packages are below it, as in `services/`.
 * @throws {CommandError} with what the packager said.
 */
export async function packageServices(
  services: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const args = ['run-many', '-t', 'package', '-p', services.join(','), '--outputStyle=static'];
  const child = spawn(process.execPath, [nx, ...args], {
    cwd: root,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  });
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  if (child.exitCode !== 0) throw new CommandError(`Packaging failed:\n${stdout}${stderr}`, 1);
  for (const service of services) {
    const packaged = join('services', service, '.serverless');
    await cp(join(root, packaged), join(folder, service, '.serverless'), { recursive: true });
  }
}
