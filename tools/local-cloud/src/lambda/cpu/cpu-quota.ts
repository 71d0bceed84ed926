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

export type Reading = {
  /** CPU time the process has used in its life, in ms. */
  usedMs: number;
  /** Time its main thread stood ready to run while another program had the core, in ms. */
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

/**
 * Token bucket with debt: `share` × 20 ms of CPU time per 20 ms, nothing saved up. Its clock stands still while the process
 * waits for a core that another program has: on AWS it would have had one, and nobody is billed for that time.
 */
export const createCpuQuota = (share: number): CpuQuota => {
  const quota = share * periodMs;
  let tokens = quota;
  let periodStart = -Infinity;
  let slice = 0;
  let step = 1;
  let running = true;
  let last: Reading = { usedMs: 0, waitedMs: 0 };

  const refill = (now: number): void => {
    const periods = Math.floor((now - periodStart) / periodMs);
    if (periods < 1) return;
    tokens = Math.min(quota, tokens + periods * quota);
    periodStart += periods * periodMs;
  };

  const verdict = (now: number, { waitedMs }: Reading): Verdict => {
    if (slice <= 0) {
      running = tokens > (running ? 0 : worthwhileMs);
      if (running) slice = Math.ceil(tokens / sliceMs) * sliceMs;
    }
    return {
      run: running,
      checkAt: waitedMs + (running ? now + Math.max(slice, step) : periodStart + periodMs),
    };
  };

  return {
    begin: (clock, reading) => {
      const now = clock - reading.waitedMs;
      if (periodStart === -Infinity) periodStart = now;
      if (now - periodStart >= periodMs) {
        refill(now);
        periodStart = now;
      }
      last = reading;
      slice = 0;
      step = 1;
      return verdict(now, reading);
    },
    check: (clock, reading) => {
      const now = clock - reading.waitedMs;
      const used = reading.usedMs - last.usedMs;
      tokens -= used;
      slice -= used;
      last = reading;
      // One that waits for an answer is looked at less often; what it overdraws it pays back.
      step = used < 0.1 ? 5 : 1;
      refill(now);
      // So little isn't worth another stop.
      if (slice < 0.5) slice = 0;
      return verdict(now, reading);
    },
    leftMs: ({ usedMs }) => slice - (usedMs - last.usedMs),
  };
};
