import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isRunning } from './is-running.ts';

describe('isRunning', () => {
  it('knows processes that are gone, and those of other programs', async () => {
    const other = spawn(process.execPath, ['--eval', 'setInterval(() => 0, 1000)']);
    await once(other, 'spawn');
    if (process.platform === 'linux') expect(isRunning(other.pid!)).toBe(false);
    other.kill();
    await once(other, 'exit');
    expect(isRunning(other.pid!)).toBe(false);
  });

  it('knows a load test', async () => {
    const ours = spawn(process.execPath, [
      '--eval',
      'setInterval(() => 0, 1000)',
      'load-test/src/cli.ts',
    ]);
    await once(ours, 'spawn');
    expect(isRunning(ours.pid!)).toBe(true);
    ours.kill();
    await once(ours, 'exit');
  });
});
