import { CommandError } from '@acado/command-line';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Packages a service for the local stage with Serverless Framework. When it ends, nothing writes any more, even if it
 * was interrupted.
 *
 * @param root Of the workspace with the framework.
 * @param folder Absolute path of the service.
 * @throws {CommandError} With the framework's words.
 */
export function packageService(root: string, folder: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const sls = join(root, 'node_modules/serverless/bin/serverless.js');
    const child = spawn(process.execPath, [sls, 'package', '--stage', 'local'], {
      cwd: folder,
      // A group of its own: the bundler that it starts is ended with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', SLS_NOTIFICATIONS_MODE: 'off' },
    });
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    signal.addEventListener('abort', end);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', end);
      if (code === 0) resolve();
      else if (signal.aborted) reject(new Error('Interrupted'));
      else reject(new CommandError(`${folder} can not be packaged:\n${said.trim()}`));
    });
  });
}
