import type { Measurement } from '@acado/tuning';
import { aMeasurement } from '../../report/testing/an-analysis.ts';
import { runCommand } from '@acado/command-line/testing';
import { apply } from '../command.ts';
import {
  after,
  aRun,
  aWorkspace,
  before,
  SHOP,
  SHOP_YML,
  type Workspace,
} from '../testing/a-workspace.ts';
import { verify } from './command.ts';

const TUNED = SHOP_YML.replace('place.handler\n', 'place.handler\n    memorySize: 512\n');

let workspace: Workspace;
let cwd: string;
beforeEach(() => {
  cwd = process.cwd();
  workspace = aWorkspace();
  process.chdir(workspace.root);
});
afterEach(() => {
  process.chdir(cwd);
  workspace.remove();
});

const later = { startedAt: '2026-11-20T16:00:00.000Z', finishedAt: '2026-11-20T16:05:00.000Z' };
const name = 'after';

/** Applies a run on this machine and measures again; what it is found to be. */
const verified = async (measured: Measurement, ...args: string[]) => {
  const run = await aRun(workspace.root, {
    target: 'local',
    measurements: [aMeasurement(before, 100), aMeasurement(after, 160)],
  });
  await runCommand(apply, [run, '--mode', 'auto']);
  expect(workspace.read(SHOP)).toBe(TUNED);
  const second = await aRun(workspace.root, {
    ...{ target: 'local', name, current: after, measurements: [measured], ...later },
  });
  return runCommand(verify, [run, second, ...args]);
};

describe('tune verify', () => {
  it('keeps what is better', async () => {
    const { exitCode, stdout } = await verified(aMeasurement(after, 140), '--revert');

    expect(stdout).toMatch(/^place of shop: better\. /);
    expect(exitCode).toBe(0);
    expect(workspace.read(SHOP)).toBe(TUNED);
  });

  it('keeps what does not clearly differ', async () => {
    const { exitCode, stdout } = await verified(aMeasurement(after, 200), '--revert');

    expect(stdout).toMatch(/^place of shop: same\. /);
    expect(exitCode).toBe(0);
  });

  it('takes back what is worse, and says so', async () => {
    const { exitCode, stdout } = await verified(aMeasurement(after, 400), '--revert');

    expect(stdout).toMatch(
      /^place of shop: worse\. [^]+It was taken back:\nservices\/shop\/serverless.yml: as before\n$/,
    );
    expect(exitCode).toBe(1);
    expect(workspace.read(SHOP)).toBe(SHOP_YML);
  });

  it('says that it is worse although it can not be taken back', async () => {
    const run = await aRun(workspace.root, { target: 'local' });
    const second = await aRun(workspace.root, {
      ...{ target: 'local', name, current: after, measurements: [aMeasurement(after, 9000)] },
      ...later,
    });

    const { exitCode, stdout, stderr } = await runCommand(verify, [run, second, '--revert']);

    expect(stdout).toMatch(/^place of shop: worse\. /);
    expect(stderr).toContain('was not applied: there is no applied.json');
    expect(exitCode).toBe(2);
  });

  it('leaves what is worse unless it is told otherwise', async () => {
    const { exitCode, stdout } = await verified(aMeasurement(after, 400), '--json');

    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'worse' });
    expect(exitCode).toBe(1);
    expect(workspace.read(SHOP)).toBe(TUNED);
  });

  it.each<[string, Parameters<typeof aRun>[1], string]>([
    [
      'another size',
      { current: before },
      'found the function with 1,024 MB, x86_64, not with 512 MB',
    ],
    ['on AWS', { target: 'aws' }, 'These runs are of different things: acado-shop-local-place'],
    ['earlier', { current: after, startedAt: '2026-11-01T00:00:00.000Z' }, 'was not made after'],
  ])('refuses a second run: %s', async (_what, overrides, message) => {
    const run = await aRun(workspace.root, { target: 'local' });
    const second = await aRun(workspace.root, { target: 'local', name, ...later, ...overrides });

    const { exitCode, stderr } = await runCommand(verify, [run, second]);

    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('wants two runs', async () => {
    expect((await runCommand(verify, ['one'])).stderr).toContain('Name two runs');
  });
});
