import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { workspaceRoot } from './places.ts';
import { PackagingError, UserError } from './user-error.ts';

/** The service whose HTTP API has an authorizer that `--auth` switches on. */
const AUTHORIZED_SERVICE = 'crud-api';

export type Packaging = {
  /** Packages services that have changed since they were last packaged. @throws PackagingError */
  run: (
    folders: string[],
    onProgress?: (service: string, unchanged: boolean) => void,
  ) => Promise<void>;
  /** Ends a packaging that is under way. */
  stop: () => void;
};

const nx = join(workspaceRoot, 'node_modules/nx/dist/bin/nx.js');

/** What Nx prints when it is done with a service, with a remark when it took the result from its cache. */
const DONE = /^> nx run ([^:\s]+):package\b(.*)/;

/** The line of the bundler or the framework that says what is wrong, e.g. `src/a.ts:3:1: ERROR: Expected ";"`. */
const reasonIn = (lines: string[]): string =>
  lines.find((line) => line.includes(': ERROR: ')) ??
  lines.find((_line, index) => lines[index - 1]?.startsWith('Error:')) ??
  'packaging failed';

const startNx = (args: string[]): ChildProcess =>
  spawn(process.execPath, [nx, ...args], {
    cwd: workspaceRoot,
    // A group of its own, so that a Ctrl-C reaches it only through `stop`, and then with all it started.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: '0' },
  });

/** Packages services by their Nx target, which answers from its cache when nothing has changed. */
export const createPackaging = ({ auth }: { auth: boolean }): Packaging => {
  let running: ChildProcess | undefined;

  const runTarget = (
    services: string[],
    args: string[],
    onLine: (line: string) => void,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const projects = services.join(',');
      const child = startNx([
        'run-many',
        '-t',
        'package',
        '-p',
        projects,
        '--outputStyle=static',
        ...args,
      ]);
      running = child;
      const lines: string[] = [];
      for (const stream of [child.stdout, child.stderr])
        if (stream)
          createInterface(stream).on('line', (line) => {
            lines.push(line);
            onLine(line);
          });
      child.once('error', reject);
      child.once('close', (code) => {
        running = undefined;
        if (code === 0) resolve();
        else reject(new PackagingError(`${projects}: ${reasonIn(lines)}`, lines.join('\n')));
      });
    });

  return {
    run: async (folders, onProgress) => {
      if (!existsSync(nx)) throw new UserError('Packages are missing: run npm ci');
      const onLine = (line: string): void => {
        const [, service, remark = ''] = DONE.exec(line) ?? [];
        if (service !== undefined) onProgress?.(service, /cache|match/.test(remark));
      };
      const services = folders.map((folder) => basename(folder));
      const open = services.filter((service) => !auth || service !== AUTHORIZED_SERVICE);
      if (open.length > 0) await runTarget(open, [], onLine);
      if (open.length < services.length)
        await runTarget([AUTHORIZED_SERVICE], ['--param=auth=jwt'], onLine);
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
