import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

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

/** In a process group of its own: Ctrl-C at the terminal doesn't reach it, and what it spawned ends with it. */
export const spawnEnvironment = (
  taskRoot: string,
  environment: Record<string, string>,
  options: string[],
): ChildProcess =>
  spawn(process.execPath, [...options, join(import.meta.dirname, '../runtime/bootstrap.mjs')], {
    cwd: taskRoot,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

export const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
};
