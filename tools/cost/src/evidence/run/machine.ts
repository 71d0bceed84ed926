import { execFileSync } from 'node:child_process';
import { cpus, platform, release, totalmem } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Run } from '../record/schemas.ts';

/** Time that all cores together have spent, and how much of it idle, in ms. */
const coreTimes = () =>
  cpus().reduce(
    (sum, { times }) => ({
      idle: sum.idle + times.idle,
      all: sum.all + times.user + times.nice + times.sys + times.idle + times.irq,
    }),
    { idle: 0, all: 0 },
  );

/** How many cores are busy with other things; looked at for a second in which this program does nothing. */
export const coresInUse = async (signal: AbortSignal): Promise<number> => {
  const before = coreTimes();
  await delay(1000, undefined, { signal });
  const after = coreTimes();
  const idle = (after.idle - before.idle) / Math.max(1, after.all - before.all);
  return Number(((1 - idle) * cpus().length).toFixed(2));
};

/** What the figures are measured on. */
export const machine = async (signal: AbortSignal): Promise<Run['machine']> =>
  describe(await coresInUse(signal));

const describe = (inUse: number): Run['machine'] => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Number((totalmem() / 2 ** 30).toFixed(1)),
  node: process.version,
  system: `${platform()} ${release()}`,
  coresInUse: inUse,
});

const git = (...args: string[]): string =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** The revision that was measured, with `+` when files differ from it; nothing outside of a repository. */
export function revision(): string | undefined {
  try {
    const changed = git('status', '--porcelain', '--', 'libs', 'services', 'tools') !== '';
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`;
  } catch {
    return undefined;
  }
}
