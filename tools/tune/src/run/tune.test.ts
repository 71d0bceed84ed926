import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Execution } from './tuner.ts';
import { aTuner } from './testing/a-tuner.ts';
import { anAnalysis } from './testing/an-analysis.ts';
import { anIo } from './testing/an-io.ts';
import { tune } from './tune.ts';

let out: string;
beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'tune-reports-'))));
afterEach(() => rmSync(out, { recursive: true }));

const service = {
  ...{ name: 'shop', folder: 'services/shop', prefix: 'acado-shop' },
  ...{ functions: ['sell', 'list'], together: [] },
};
const aFunction = (key: string) => ({
  ...{ key, functionName: `acado-shop-local-${key}`, fields: { num: 5 }, num: 5 },
  preparations: key === 'list' ? [{ function: 'sell', payload: { a: 1 }, times: 1 }] : [],
});

async function tuned(end: Partial<Execution>, options: object = {}, keys = ['sell']) {
  const tuner = aTuner([{ isRunning: true }, { isRunning: false, ...end }]);
  const { io, written } = anIo();
  const target = {
    ...{ name: 'local' as const, tuner, common: { maxConcurrency: 1 }, pollMs: 1 },
    close: async () => undefined,
  };
  const code = await tune({
    ...{ root: out, service, stage: 'local', functions: keys.map(aFunction), target, io, out },
    ...{ json: false, apply: undefined, signal: new AbortController().signal, ...options },
  });
  return { code, calls: tuner.calls, ...written };
}

const output = (value: unknown) => ({ output: JSON.stringify(value) });

describe('tune', () => {
  it('starts an execution, writes the reports and shows the result', async () => {
    const { code, calls, stdout, stderr } = await tuned(output(anAnalysis()));

    expect(code).toBe(0);
    expect(calls).toEqual([
      expect.stringMatching(
        /^start shop-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-[0-9a-f]{4} \{"lambdaARN":"arn:.*:acado-shop-local-sell","num":5,"maxConcurrency":1\}$/,
      ),
    ]);
    expect(stderr).toMatch(/^Run shop-/);
    expect(stdout).toContain('Change to arm64 512 MB');
    const [folder = ''] = readdirSync(out).filter((name) => name.endsWith('Z-shop-sell'));
    expect(stdout).toContain(`${folder}/result.json\n`);
    expect(existsSync(join(out, folder, 'report.html'))).toBe(true);
  });

  it('prepares what functions want to find', async () => {
    const { calls } = await tuned(output(null), {}, ['list']);
    expect(calls[0]).toBe('invoke acado-shop-local-sell {"a":1}');
  });

  it('shows the others when one function could not be tuned', async () => {
    const failure = { lambdaARN: 'arn:list', error: 'FunctionLocked', cause: 'Wait or stop it.' };
    const results = output({ functions: [failure, anAnalysis()] });
    expect(await tuned(results, {}, ['sell', 'list'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Change to arm64 512 MB'),
      stderr: expect.stringContaining('arn:list: FunctionLocked: Wait or stop it.\n'),
    });
  });

  it('prints nothing but the result as JSON', async () => {
    const { stdout } = await tuned(output(anAnalysis()), { json: true });
    expect(JSON.parse(stdout)).toEqual(anAnalysis());
  });

  it('has nothing to report of a dry run', async () => {
    expect(await tuned(output(null))).toMatchObject({
      ...{ code: 0, stdout: '', stderr: expect.stringContaining('Dry run') },
    });
    expect(readdirSync(out)).toEqual([]);
  });

  it('fails with the causes of all functions when none could be tuned', async () => {
    const cause = JSON.stringify([
      { lambdaARN: 'arn:sell', error: 'FunctionLocked', cause: 'Wait.' },
      { lambdaARN: 'arn:list', error: 'NotPermitted', cause: 'Allow it.' },
    ]);
    await expect(tuned({ error: 'NothingTuned', cause })).rejects.toThrow(
      'arn:sell: FunctionLocked: Wait.\narn:list: NotPermitted: Allow it.',
    );
  });

  it('fails with the cause of the execution', async () => {
    await expect(tuned({ error: 'InvalidInput', cause: 'num: Missing' })).rejects.toMatchObject({
      ...{ message: 'InvalidInput: num: Missing', exitCode: 1 },
    });
  });
});
