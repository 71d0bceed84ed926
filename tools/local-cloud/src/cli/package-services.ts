import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { basename, join } from 'node:path';
import { existsSync } from 'node:fs';
import { workspaceRoot } from './places.ts';
import { UserError } from './user-error.ts';

/** The service whose HTTP API has an authorizer that `--auth` switches on. */
const AUTHORIZED_SERVICE = 'crud-api';

export type Packaging = {
  /** Packages services that have changed since they were last packaged. @throws UserError */
  run: (folders: string[]) => Promise<void>;
  /** Ends a packaging that is under way. */
  stop: () => void;
};

const nx = join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js');

/** Packages services by their Nx target, which answers from its cache when nothing has changed. */
export const createPackaging = ({
  auth,
  onProgress,
}: {
  auth: boolean;
  onProgress: (service: string, cached: boolean) => void;
}): Packaging => {
  let running: ReturnType<typeof spawn> | undefined;

  const package_ = (services: string[], args: string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [
          nx,
          'run-many',
          '-t',
          'package',
          '-p',
          services.join(','),
          '--outputStyle=static',
          ...args,
        ],
        {
          cwd: workspaceRoot,
          // A group of its own, so that a Ctrl-C reaches it only through `stop`, and then with all it started.
          detached: true,
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
        },
      );
      running = child;
      const lines: string[] = [];
      const read = (line: string): void => {
        lines.push(line);
        const done = /^> nx run ([^:\s]+):package\b(.*)/.exec(line);
        if (done) onProgress(done[1] ?? '', /cache|match/.test(done[2] ?? ''));
      };
      createInterface(child.stdout).on('line', read);
      createInterface(child.stderr).on('line', read);
      child.once('error', reject);
      child.once('close', (code, signal) => {
        running = undefined;
        if (code === 0) return resolve();
        if (!signal) console.error(lines.join('\n'));
        reject(
          new UserError(`${services.join(', ')}: packaging failed; put right what is said above`),
        );
      });
    });

  return {
    run: async (folders) => {
      if (!existsSync(nx)) throw new UserError('Packages are missing: run npm ci');
      const services = folders.map((folder) => basename(folder));
      const open = services.filter((service) => !auth || service !== AUTHORIZED_SERVICE);
      if (open.length > 0) await package_(open, []);
      if (open.length < services.length) await package_([AUTHORIZED_SERVICE], ['--param=auth=jwt']);
    },
    stop: () => {
      if (running?.pid === undefined) return;
      try {
        process.kill(-running.pid, 'SIGKILL');
      } catch {
        // it ended by itself
      }
    },
  };
};
