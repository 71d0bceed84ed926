import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { workspaceRoot } from './places.ts';

/** Below the cloud's APIs, which take the ports from the endpoint's + 100 on. */
const PORT_AFTER_ENDPOINT = 99;
/** By then it has long loaded: it had the time that packaging took. */
const ANSWERS_WITHIN_MS = 5000;

const messageSchema = z.object({ url: z.url() });

export type ConsoleProcess = {
  /** Where it is; `undefined` when it could not be started, which was reported. */
  url: Promise<string | undefined>;
  stop: () => void;
};

/**
 * Starts the console in a process of its own, so that neither what it loads nor what it looks at takes time from the
 * cloud. It ends with this process, however that ends.
 */
export const startConsole = ({
  outputsFile,
  cloudPort,
  report,
}: {
  outputsFile: string;
  cloudPort: number;
  report: CloudContext['report'];
}): ConsoleProcess => {
  const child = fork(
    join(workspaceRoot, 'tools/console/src/cli.ts'),
    ['--outputs', outputsFile, '--port', String(cloudPort + PORT_AFTER_ENDPOINT)],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  let complaint = '';
  child.stderr?.on(
    'data',
    (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(0, 2000)),
  );
  const { promise: url, resolve } = Promise.withResolvers<string | undefined>();
  const timer = setTimeout(() => resolve(undefined), ANSWERS_WITHIN_MS);
  let isStopped = false;

  child.once('message', (message) => resolve(messageSchema.parse(message).url));
  child.once('error', (error) => (complaint = error.message));
  child.once('close', (code, signal) => {
    resolve(undefined);
    if (!isStopped)
      report('warn', 'console', `ended with ${signal ?? code}: ${complaint || 'no reason given'}`);
  });
  void url.then(() => clearTimeout(timer));
  return {
    url,
    stop: () => {
      isStopped = true;
      child.kill('SIGTERM');
    },
  };
};
