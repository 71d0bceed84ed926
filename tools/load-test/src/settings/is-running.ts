import { readFileSync } from 'node:fs';

const OURS = 'load-test/src/cli.ts';

/**
 * Whether a load test runs as this process. An id may belong to another program by now, or to a process that has ended
 * and that nobody has asked for: Linux tells by its command line; elsewhere it is taken for ours.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    const isOfSomebodyElse = error instanceof Error && 'code' in error && error.code === 'EPERM';
    if (!isOfSomebodyElse) return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(OURS);
  } catch {
    return true;
  }
}
