import { cpuShare, createCpuQuota, periodMs, type Reading } from './cpu-quota.ts';
import { openProcessClock, type ProcessClock } from './process-clock.ts';

/** What the governor does to one execution environment. */
export type GovernedProcess = {
  /** When to call `check` next; Infinity while nothing is expected of it. */
  readonly checkAt: number;
  begin(now: number): void;
  /** The invocation is over: frozen after a period unless the next one comes first. */
  end(now: number): void;
  check(now: number): void;
  close(): void;
};

export type Signals = {
  pause(pid: number): void;
  resume(pid: number): void;
  overMemory(pid: number): void;
};

/** The longest tick of common kernels: by so much a running thread's CPU time may be behind. */
const tickMs = 4;

export const governProcess = (
  pid: number,
  memorySizeMB: number,
  signals: Signals,
): GovernedProcess => {
  const share = cpuShare(memorySizeMB);
  const quota = createCpuQuota(share);
  const clock = openProcessClock(pid);
  let phase: 'initialising' | 'active' | 'resting' | 'frozen' = 'initialising';
  let paused = false;
  let checkAt = 0;
  let memoryCheckAt = 0;
  let dutyStart = 0;

  const setPaused = (pause: boolean): void => {
    if (pause === paused) return;
    paused = pause;
    if (pause) signals.pause(pid);
    else signals.resume(pid);
  };

  /** Exact where it matters: a running process that may be near its limit is paused for the moment of the reading. */
  const readCpu = (exactClock: ProcessClock): Reading => {
    const reading = exactClock.read();
    if (paused || quota.leftMs(reading) > tickMs || !exactClock.isRunning()) return reading;
    setPaused(true);
    exactClock.awaitStop();
    return exactClock.read();
  };

  /** Without /proc: runs for its share of each period and is paused for the rest. */
  const dutyCycle = (now: number): { run: boolean; checkAt: number } => {
    const phaseMs = (now - dutyStart) % periodMs;
    const run = phaseMs < share * periodMs;
    return { run, checkAt: now + (run ? share * periodMs : periodMs) - phaseMs };
  };

  const apply = (verdict: { run: boolean; checkAt: number }): void => {
    setPaused(!verdict.run);
    checkAt = verdict.checkAt;
  };

  const checkMemory = (now: number): void => {
    if (!clock || now < memoryCheckAt) return;
    memoryCheckAt = now + periodMs;
    if (clock.residentBytes() > memorySizeMB * 1024 * 1024) signals.overMemory(pid);
  };

  return {
    get checkAt() {
      return checkAt;
    },
    begin: (now) => {
      phase = 'active';
      dutyStart = now;
      if (share >= 1) apply({ run: true, checkAt: now + periodMs });
      else if (!clock) apply(dutyCycle(now));
      else apply(quota.begin(now, clock.read()));
    },
    end: (now) => {
      phase = 'resting';
      apply({ run: true, checkAt: now + periodMs });
    },
    check: (now) => {
      if (phase === 'resting') {
        phase = 'frozen';
        apply({ run: false, checkAt: Infinity });
      } else if (phase === 'initialising' || share >= 1) {
        apply({ run: true, checkAt: now + periodMs });
      } else {
        apply(clock ? quota.check(now, readCpu(clock)) : dutyCycle(now));
      }
      checkMemory(now);
    },
    close: () => clock?.close(),
  };
};
