import { readdirSync, readFileSync } from 'node:fs';

/**
 * Time that the threads of this process, the one that portions out CPU time among them, stood ready to run while other
 * programs had the cores.
 */
export const ownWaitMs = (): number => {
  let ns = 0;
  for (const thread of readdirSync('/proc/self/task')) {
    try {
      const file = `/proc/self/task/${thread}/schedstat`;
      ns += Number(readFileSync(file, 'latin1').split(' ')[1]);
    } catch {
      // Ended meanwhile.
    }
  }
  return ns / 1e6;
};

export type Run = {
  durationMs: number;
  cpuMs: number;
  ioMs: number;
  /** Of the function, for a core. */
  waitedMs: number;
  /** Of the sandbox, for a core. */
  hostWaitedMs: number;
};

/**
 * For how long a run may have waited for a core, as a part of its duration and in milliseconds whatever its duration (each
 * time that a paused process goes on takes a moment): a busy machine says nothing of the sandbox.
 */
export const maxWait = 0.05;
export const maxWaitMs = 1.5;
/** Above the usual CPU time (and a millisecond) of the same work: the core was slowed down by its neighbour, or taken away by the hypervisor. */
export const maxExtraCpu = 0.05;

export const median = (numbers: number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
};

export const mean = (numbers: number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const hasWaited = ({ waitedMs, hostWaitedMs, durationMs }: Run): boolean =>
  waitedMs + hostWaitedMs > Math.max(maxWaitMs, durationMs * maxWait);

/** The runs that had a core whenever they wanted one. */
export const quietOnes = (runs: Run[], usualCpuMs: number): Run[] =>
  runs.filter((run) => !hasWaited(run) && run.cpuMs <= usualCpuMs * (1 + maxExtraCpu) + 1);
