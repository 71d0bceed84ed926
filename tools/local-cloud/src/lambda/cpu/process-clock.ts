import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { type Reading } from './cpu-quota.ts';

/** CPU time and memory of one process, read from /proc without changing it. */
export type ProcessClock = {
  read(): Reading;
  /** The main thread is on a core or ready for one: a reading of it may lag by a scheduler tick. */
  isRunning(): boolean;
  /** After a stop signal: waits the moment until the thread has left its core, when its time is counted to the end. */
  awaitStop(): void;
  residentBytes(): number;
  close(): void;
};

const pageBytes = 4096;
const stopPatienceMs = 0.3;

/** `undefined` where the kernel doesn't tell (macOS) or the process is gone. */
export const openProcessClock = (pid: number): ProcessClock | undefined => {
  const threads = new Map<string, { fd: number; usedNs: number }>();
  const buffer = Buffer.alloc(512);
  const mainThread = String(pid);
  let reads = 0;
  let waitedNs = 0;

  const text = (fd: number): string =>
    buffer.toString('latin1', 0, readSync(fd, buffer, 0, 512, 0));

  const listThreads = (): void => {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      if (threads.has(thread)) continue;
      const fd = openSync(`/proc/${pid}/task/${thread}/schedstat`, 'r');
      threads.set(thread, { fd, usedNs: 0 });
    }
  };

  try {
    listThreads();
    const stat = openSync(`/proc/${pid}/task/${pid}/stat`, 'r');
    const statm = openSync(`/proc/${pid}/statm`, 'r');
    const isRunning = (): boolean => {
      try {
        const line = text(stat);
        return line.charAt(line.lastIndexOf(')') + 2) === 'R';
      } catch {
        return false;
      }
    };
    return {
      isRunning,
      awaitStop: () => {
        // One that waits for a core can't stop either, but its time doesn't move meanwhile.
        const giveUpAt = performance.now() + stopPatienceMs;
        while (isRunning() && performance.now() < giveUpAt);
      },
      read: () => {
        try {
          if (reads++ % 16 === 0) listThreads();
        } catch {
          // The process has just ended; its exit is reported elsewhere.
        }
        let usedNs = 0;
        for (const [name, thread] of threads) {
          try {
            const [used, waited] = text(thread.fd).split(' ');
            thread.usedNs = Number(used);
            if (name === mainThread) waitedNs = Number(waited);
          } catch {
            // An ended thread keeps what it had used.
          }
          usedNs += thread.usedNs;
        }
        return { usedMs: usedNs / 1e6, waitedMs: waitedNs / 1e6 };
      },
      residentBytes: () => {
        try {
          return Number(text(statm).split(' ')[1]) * pageBytes;
        } catch {
          return 0;
        }
      },
      close: () => {
        for (const { fd } of threads.values()) closeSync(fd);
        closeSync(stat);
        closeSync(statm);
      },
    };
  } catch {
    return undefined;
  }
};

/** For how long the main thread of a process has stood ready to run without a core; 0 where the kernel doesn't tell. */
export const waitedForCoreMs = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
};

/** Peak resident memory of a process in MB; 0 where the kernel doesn't tell. */
export const peakMemoryMB = (pid: number): number => {
  try {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return peak ? Math.ceil(Number(peak[1]) / 1024) : 0;
  } catch {
    return 0;
  }
};
