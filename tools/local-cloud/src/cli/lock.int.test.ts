import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
const file = join(folder, 'packaging.lock');
afterAll(() => rmSync(folder, { recursive: true }));

const noWait = () => undefined;

describe('withLock', () => {
  it('lets one in at a time', async () => {
    const order: string[] = [];
    const work = (name: string) => async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} out`);
    };

    await Promise.all([withLock(file, work('a'), noWait), withLock(file, work('b'), noWait)]);

    expect(order).toEqual(['a in', 'a out', 'b in', 'b out']);
  });

  it('is free again when the work failed', async () => {
    const failing = withLock(file, () => Promise.reject(new Error('no')), noWait);
    await expect(failing).rejects.toThrow('no');

    await expect(withLock(file, () => Promise.resolve('in'), noWait)).resolves.toBe('in');
  });

  it('is free again when its holder was killed, and says that it waits until then', async () => {
    const program = `
      const database = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
      database.exec('BEGIN EXCLUSIVE');
      console.log('held');
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', program, file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');

    const inside = withLock(
      file,
      () => Promise.resolve('in'),
      () => holder.kill('SIGKILL'),
    );

    await expect(inside).resolves.toBe('in');
  });
});
