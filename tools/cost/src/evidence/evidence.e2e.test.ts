import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Report } from './report/model.ts';

const root = join(import.meta.dirname, '../../../..');

let scratch: string;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'evidence-e2e-'));
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Starts the command as npm does, with temporary folders below `temporary`. */
const start = (args: string[], temporary = scratch) =>
  spawn(process.execPath, ['tools/cost/src/cli.ts', 'evidence', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });

/** Temporary folders of runs. */
const leftBehind = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith('acado-evidence-'));

const isRun = (path: string): boolean => /\/V0-[^/]+$/.test(path);

async function run(args: string[]) {
  const child = start(args);
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { exitCode: child.exitCode, stdout, stderr };
}

describe('npm run evidence', () => {
  it('runs baseline and pipeline, and can prove later what it found', async () => {
    const out = join(scratch, 'report');
    const { exitCode, stdout, stderr } = await run([
      '--orders',
      '50',
      '--runs',
      'V0,V7',
      '--json',
      '--out',
      out,
    ]);
    const report = JSON.parse(stdout || '{}') as Partial<Report>;
    const claims = report.claims ?? [];

    // Which of the two answers faster is for a quiet machine to say.
    expect({ stderr, claims: claims.filter((_claim, index) => index !== 1) }).toEqual({
      stderr: expect.any(String),
      claims: [
        expect.objectContaining({ holds: true, claim: expect.stringContaining('cheaper') }),
        expect.objectContaining({ holds: true, claim: expect.stringContaining('once') }),
        expect.objectContaining({ holds: true, claim: expect.stringContaining('receipt') }),
      ],
    });
    expect(exitCode).toBe(claims.every(({ holds }) => holds) ? 0 : 1);
    expect(report.waterfall?.sumOfStepsUsdPerMillion).toBe(
      report.waterfall?.differenceUsdPerMillion,
    );

    const verified = await run(['--verify', '--json', '--out', out]);
    expect(verified).toEqual({
      exitCode,
      stdout,
      stderr: expect.stringContaining('are what the evidence gives'),
    });
    expect(await readFile(join(out, 'report.json'), 'utf8')).toBe(stdout);
    expect(await leftBehind(scratch)).toEqual([]);
  });

  it('stopped with Ctrl-C leaves nothing behind', async () => {
    const temporary = await mkdtemp(join(scratch, 'tmp-'));
    const out = join(scratch, 'none');
    const child = start(['--orders', '50', '--runs', 'V0,V7', '--out', out], temporary);
    const closed = once(child, 'close');
    // The folder of the first cloud, which is about to start.
    const begun = async () => (await readdir(temporary, { recursive: true })).some(isRun);
    while (!(await begun())) await delay(50);
    child.kill('SIGINT');
    await closed;

    expect(child.exitCode).toBe(130);
    expect(await leftBehind(temporary)).toEqual([]);
    expect(await readdir(scratch)).not.toContain('none');
  });
});
