import { CommandError } from '@acado/command-line';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Packages a service for the local stage with Serverless Framework.
 *
 * @param folder Absolute path of the service.
 * @param root Of the workspace with the framework.
 * @throws {CommandError} With the framework's words.
 */
export function packageService(root: string, folder: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const sls = join(root, 'node_modules/serverless/bin/serverless.js');
    const child = spawn(process.execPath, [sls, 'package', '--stage', 'local'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', SLS_NOTIFICATIONS_MODE: 'off' },
      signal,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new CommandError(`${folder} can not be packaged:\n${said.trim()}`));
    });
  });
}
