import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { type Outputs, readOutputs } from './outputs.ts';

const root = join(import.meta.dirname, '../../..');

export type System = {
  port: number;
  /** Its state, logs and outputs. */
  folder: string;
  outputs: Outputs;
  /** Everything the command has printed so far. */
  printed: () => string;
  process: ChildProcess;
  /** Sends Ctrl-C and waits for the end; the exit code. */
  stop: () => Promise<number | null>;
};

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

/** Starts what `npm start` starts, on a port and in a state folder of its own, and waits for `Ready`. */
export const startSystem = async (
  options: { port?: number; args?: string[] } = {},
): Promise<System> => {
  const port = options.port ?? (await freePort());
  const stateFolder = join(root, '.local', String(port));
  const child = spawn(
    process.execPath,
    ['tools/local-cloud/src/cli.ts', 'start', '--no-watch', ...(options.args ?? [])],
    {
      cwd: root,
      env: { ...process.env, LOCAL_CLOUD_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = once(child, 'exit') as Promise<[number | null]>;

  await eventually(
    'the system says Ready',
    async () => {
      if (child.exitCode !== null)
        throw new Error(`npm start ended with ${child.exitCode}:\n${printed}`);
      return /^Ready/m.test(printed) || undefined;
    },
    { timeoutMs: 120_000 },
  ).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw new Error(`The system did not start. It printed:\n${printed}`, { cause: error });
  });

  return {
    port,
    folder: stateFolder,
    outputs: readOutputs(join(stateFolder, 'outputs.json')),
    printed: () => printed,
    process: child,
    stop: async () => {
      child.kill('SIGINT');
      const [code] = await ended;
      if (existsSync(stateFolder) && options.port === undefined)
        rmSync(stateFolder, { recursive: true });
      return code;
    },
  };
};
