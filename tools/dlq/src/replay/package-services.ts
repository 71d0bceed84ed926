import { CommandError } from '@acado/command-line';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Packages services by their Nx target, which answers from its cache when nothing has changed.
 *
 * @param root Absolute path of the workspace.
 * @param services Names of their folders.
 * @throws {CommandError} With what Nx printed.
 */
export async function packageServices(root: string, services: readonly string[]): Promise<void> {
  const nx = join(root, 'node_modules/nx/dist/bin/nx.js');
  const args = ['run-many', '-t', 'package', '-p', services.join(','), '--outputStyle=static'];
  const child = spawn(process.execPath, [nx, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new CommandError(`${services.join(', ')}: packaging failed\n${output}`);
}
