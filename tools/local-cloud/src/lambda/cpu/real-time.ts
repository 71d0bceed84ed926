import { spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';

/**
 * Asks the kernel to run this thread before all that other programs do: one that pauses others in time must not itself
 * wait for a core. Only root may, and only Linux knows how; without it a busy machine makes the portions less exact.
 */
export const preferThisThread = (): void => {
  try {
    const thread = readlinkSync('/proc/thread-self').split('/').at(-1) ?? '';
    spawnSync('chrt', ['--fifo', '--pid', '1', thread], { stdio: 'ignore', timeout: 1000 });
  } catch {
    // Not on this system.
  }
};
