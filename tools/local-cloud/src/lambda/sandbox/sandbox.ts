import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { type CloudContext } from '../../context.ts';
import { type Iam } from '../../iam/types.ts';
import { startCpuGovernor } from '../cpu/governor.ts';
import { startEnvironment } from './environment.ts';
import { createEnvironmentPool, type EnvironmentPool } from './environment-pool.ts';
import { startRuntimeApi } from './runtime-api.ts';
import { type SandboxFunction, type SandboxHost } from './sandbox-host.ts';
import { createSemaphore } from './semaphore.ts';
import { startWatchdog } from './watchdog.ts';

export type Sandbox = {
  createPool: (sandboxFunction: SandboxFunction) => EnvironmentPool;
  /** After the pools have stopped. */
  stop(): Promise<void>;
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** The temporary folders of this process; those that an ended one left behind are removed. */
const prepareTmp = (cacheDir: string): string => {
  const root = join(cacheDir, 'tmp');
  const left = (() => {
    try {
      return readdirSync(root);
    } catch {
      return [];
    }
  })();
  for (const name of left) {
    if (!isAlive(parseInt(name, 10))) rmSync(join(root, name), { recursive: true, force: true });
  }
  return join(root, `${process.pid}-${randomUUID()}`);
};

/** Lambda's runtime brings the AWS SDK along, and nothing else: a package that was not bundled is missing here too. */
const prepareNodePath = async (cacheDir: string): Promise<string> => {
  const nodePath = join(cacheDir, 'runtime', 'node_modules');
  await mkdir(nodePath, { recursive: true });
  const manifest = createRequire(import.meta.url).resolve('@aws-sdk/client-lambda/package.json');
  const installed = dirname(dirname(dirname(manifest)));
  for (const scope of ['@aws-sdk', '@smithy']) {
    // Already linked by an earlier start.
    await symlink(join(installed, scope), join(nodePath, scope)).catch(() => undefined);
  }
  return nodePath;
};

/** Everything that runs functions on this machine, none of it knowing names, quotas or events. */
export const startSandbox = async (
  context: CloudContext,
  iam: Pick<Iam, 'credentialsFor'>,
): Promise<Sandbox> => {
  const tmpRoot = prepareTmp(context.cacheDir);
  const host: SandboxHost = {
    context,
    credentialsFor: (roleArn, functionName) => iam.credentialsFor(roleArn, functionName),
    governor: startCpuGovernor(),
    runtimeApi: await startRuntimeApi(),
    watchdog: startWatchdog(),
    nodePath: await prepareNodePath(context.cacheDir),
    tmpDirFor: (id) => join(tmpRoot, id),
  };
  const initialisations = createSemaphore(availableParallelism());
  return {
    createPool: (sandboxFunction) =>
      createEnvironmentPool(sandboxFunction, initialisations, (current, events) =>
        startEnvironment(host, current, events),
      ),
    stop: async () => {
      host.runtimeApi.stop();
      await host.governor.stop();
      host.watchdog.stop();
      rmSync(tmpRoot, { recursive: true, force: true });
    },
  };
};
