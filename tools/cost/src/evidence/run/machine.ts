import { execFileSync } from 'node:child_process';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import type { Run } from '../record/schemas.ts';

/** What the figures were measured on. */
export const machine = (): Run['machine'] => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Number((totalmem() / 2 ** 30).toFixed(1)),
  node: process.version,
  system: `${platform()} ${release()}`,
  load: Number((loadavg()[0] ?? 0).toFixed(2)),
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
