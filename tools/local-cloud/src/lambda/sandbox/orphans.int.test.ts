import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, until } from '../testing/start-test-lambda.ts';

describe('the environments of a cloud that was killed', () => {
  it('end too, also the frozen and the busy', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'orphans-'));
    const helper = join(import.meta.dirname, '../testing/start-test-lambda.ts');
    const cloud = spawn(
      process.execPath,
      [
        '--input-type=module-typescript',
        '--eval',
        `import { startTestLambda } from ${JSON.stringify(helper)};
         const test = startTestLambda({ folder: ${JSON.stringify(folder)} });
         await test.put('export const handler = async ({ spin }) => { if (spin) { console.log(process.pid); for (;;); } return process.pid; };');
         console.log((await test.invoke()).payload.toString());
         void test.invoke({ spin: true });
         console.log((await test.invoke()).payload.toString());
         setInterval(() => undefined, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    cloud.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await until(() => output.trim().split('\n').length === 2);
    const pids = output.trim().split('\n').map(Number);
    expect(pids.every(isRunning)).toBe(true);

    cloud.kill('SIGKILL');

    await until(() => !pids.some(isRunning));
    rmSync(folder, { recursive: true, force: true });
  });
});
