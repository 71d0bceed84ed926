import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EnvironmentLog } from './environment-log.ts';
import { environmentVariables, nodeOptions } from './environment-variables.ts';
import { type RuntimeInvocation, type RuntimeListener } from './runtime-api.ts';
import { type SandboxFunction, type SandboxHost } from './sandbox-host.ts';

/** The process of an execution environment and how far it has come. */
export type EnvironmentProcess = {
  readonly pid: number;
  readonly startedAt: number;
  /** Started ahead of an invocation, or again within one. */
  readonly phase: 'init' | 'invoke';
  initialised: boolean;
  /** Waits for work: hands it an invocation. */
  deliver?: (invocation: RuntimeInvocation) => void;
  /** Its end and the end of its output. */
  readonly closed: Promise<void>;
  kill(): void;
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type EnvironmentSite = {
  id: string;
  tmpDir: string;
  logStreamName: string;
  log: EnvironmentLog;
  listener: RuntimeListener;
};

/** As Lambda words it: `exit status 1`, `signal: killed`. */
export const describeExit = ({ code, signal }: Exit): string => {
  const names: Partial<Record<NodeJS.Signals, string>> = {
    SIGKILL: 'killed',
    SIGABRT: 'aborted',
    SIGSEGV: 'segmentation fault',
    SIGTERM: 'terminated',
    SIGINT: 'interrupt',
  };
  if (signal) return `Runtime exited with error: signal: ${names[signal] ?? signal}`;
  if (code === 0) return 'Runtime exited without providing a reason';
  return `Runtime exited with error: exit status ${code}`;
};

/** The process and all it has spawned. */
const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
};

const bootstrap = join(import.meta.dirname, '../runtime/bootstrap.mjs');

/** In a process group of its own: Ctrl-C at the terminal doesn't reach it, and what it spawned ends with it. */
export const startEnvironmentProcess = (
  host: SandboxHost,
  { definition, version, code }: SandboxFunction,
  { id, tmpDir, logStreamName, log, listener }: EnvironmentSite,
  phase: EnvironmentProcess['phase'],
  on: { overMemory: () => void; closed: (exit: Exit) => void },
): EnvironmentProcess => {
  mkdirSync(tmpDir, { recursive: true });
  const env = environmentVariables(
    definition,
    host.context,
    host.credentialsFor(definition.roleArn, definition.functionName),
    {
      version,
      taskRoot: code.taskRoot,
      tmpDir,
      logStreamName,
      runtimeApi: host.runtimeApi.register(id, listener),
      nodePath: host.nodePath,
    },
  );
  log.add(
    `INIT_START Runtime Version: nodejs:24.local\tRuntime Version ARN: arn:aws:lambda:${host.context.region}::runtime:local`,
  );
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...nodeOptions(definition), bootstrap], {
    cwd: code.taskRoot,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) {
    child.on('error', () => undefined);
    throw new Error(`cannot start ${process.execPath}`);
  }
  host.watchdog.add(pid);
  host.governor.watch(pid, definition.memorySizeMB, on.overMemory);
  log.follow(child.stdout);
  log.follow(child.stderr);
  // The rest of its group goes with it, or its output would never end.
  child.on('exit', () => killGroup(pid));
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  child.on('close', (exitCode, signal) => {
    host.watchdog.remove(pid);
    host.governor.forget(pid);
    resolve();
    on.closed({ code: exitCode, signal });
  });
  return { pid, startedAt, phase, initialised: false, closed, kill: () => killGroup(pid) };
};
