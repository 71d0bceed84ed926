import { readdirSync, readFileSync } from 'node:fs';

const isWorker = (thread: string): boolean =>
  readFileSync(`/proc/self/task/${thread}/comm`, 'latin1').startsWith('Worker');

/** Time that the thread which portions out CPU time stood ready to run while other programs had the cores. */
export const governorWaitMs = (): number => {
  let ns = 0;
  for (const thread of readdirSync('/proc/self/task')) {
    try {
      if (!isWorker(thread)) continue;
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
  /** Of the governor, for a core: what it pauses late takes more than its share. */
  governorWaitedMs: number;
};

/**
 * For how long the governor may have waited for a core during a run, as a part of its duration and in milliseconds whatever
 * its duration: a machine on which it can't act in time says nothing of the sandbox.
 */
export const maxWait = 0.02;
export const maxWaitMs = 1;

/**
 * Off the CPU time that the work is to take (and half a millisecond): the core was slowed down by its neighbour, taken away
 * by the hypervisor, or faster than when the work was measured out.
 */
export const maxCpuError = 0.05;

export const median = (numbers: number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
};

export const mean = (numbers: number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const wasLate = ({ governorWaitedMs, durationMs }: Run): boolean =>
  governorWaitedMs > Math.max(maxWaitMs, durationMs * maxWait);

/** The runs that nobody disturbed. */
export const quietOnes = (runs: Run[], usualCpuMs: number): Run[] =>
  runs.filter(
    (run) =>
      !wasLate(run) && Math.abs(run.cpuMs - usualCpuMs) <= Math.max(0.5, usualCpuMs * maxCpuError),
  );
