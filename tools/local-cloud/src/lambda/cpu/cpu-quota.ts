/** Lambda gives one whole vCPU at 1,769 MB and less in proportion; Node's main thread can't use more than one. */
export const cpuShare = (memorySizeMB: number): number => Math.min(1, memorySizeMB / 1769);

export const periodMs = 20;

/**
 * A process is looked at after 8 ms of its own CPU time, so it may overdraw its quota by that much and then pays it
 * back by waiting. AWS does the same at about this grain: a 17 ms request takes 21 ms at every size from 770 to 1,400 MB.
 */
const sliceMs = 8;

/** One that waits for so little gets nothing for it: AWS, too, resumes a process a period later at such sizes. */
const worthwhileMs = 0.3;

/** Quota that other programs of this machine kept the process from using is made up for, within this many periods. */
const maxCarriedPeriods = 10;

export type Reading = {
  /** CPU time the process has used in its life, in ms. */
  usedMs: number;
  /** Time its threads stood ready to run while another program had the core, in ms. */
  waitedMs: number;
};

export type Verdict = { run: boolean; /** Look again then. */ checkAt: number };

export type CpuQuota = {
  /** An invocation starts; a process that rested for a period or more starts with a fresh one. */
  begin(now: number, reading: Reading): Verdict;
  check(now: number, reading: Reading): Verdict;
  /** CPU time until the next decision, by a reading that `check` hasn't seen. */
  leftMs(reading: Reading): number;
};

/** Token bucket with debt: `share` × 20 ms of CPU time per 20 ms, nothing saved up but what contention took away. */
export const createCpuQuota = (share: number): CpuQuota => {
  const quota = share * periodMs;
  let tokens = quota;
  let carried = 0;
  let periodStart = -Infinity;
  let slice = 0;
  let step = 1;
  let running = true;
  let last: Reading = { usedMs: 0, waitedMs: 0 };

  const refill = (now: number): void => {
    const periods = Math.floor((now - periodStart) / periodMs);
    if (periods < 1) return;
    const limit = quota + Math.min(carried, maxCarriedPeriods * quota);
    tokens = Math.min(limit, tokens + periods * quota);
    carried = Math.max(0, tokens - quota);
    periodStart += periods * periodMs;
  };

  const verdict = (now: number): Verdict => {
    if (slice <= 0) {
      running = tokens > (running ? 0 : worthwhileMs);
      if (running) slice = Math.ceil(tokens / sliceMs) * sliceMs;
    }
    return {
      run: running,
      checkAt: running ? now + Math.max(slice, step) : periodStart + periodMs,
    };
  };

  return {
    begin: (now, reading) => {
      if (periodStart === -Infinity) periodStart = now;
      if (now - periodStart >= periodMs) {
        // What contention took from the last invocation is not owed to this one.
        carried = 0;
        refill(now);
        periodStart = now;
      }
      last = reading;
      slice = 0;
      step = 1;
      return verdict(now);
    },
    check: (now, reading) => {
      const used = reading.usedMs - last.usedMs;
      tokens -= used;
      slice -= used;
      carried += reading.waitedMs - last.waitedMs;
      last = reading;
      // One that waits for an answer is looked at less often; what it overdraws it pays back.
      step = used < 0.1 ? 5 : 1;
      refill(now);
      // So little isn't worth another stop.
      if (slice < 0.5) slice = 0;
      return verdict(now);
    },
    leftMs: ({ usedMs }) => slice - (usedMs - last.usedMs),
  };
};
