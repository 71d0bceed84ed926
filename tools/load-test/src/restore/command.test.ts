import { runCommand } from '@acado/command-line/testing';
import { aChange, aState, fakeJournal, fakeSettings } from '../testing/fake-settings.ts';
import { restoreFrom } from './command.ts';

async function restore(args: string[], { memoryMb = 128, runs = false } = {}) {
  const { settings, of } = fakeSettings([aState({ memoryMb })]);
  const journal = fakeJournal([aChange()]);
  const command = restoreFrom(
    journal,
    async () => settings,
    () => runs,
  );
  const result = await runCommand(command, args);
  return { ...result, journal, memoryMb: of('shop-sell').memoryMb };
}

describe('restore', () => {
  it('puts back what was left', async () => {
    const { exitCode, stdout, memoryMb, journal } = await restore([]);
    expect([exitCode, memoryMb, journal.changes]).toEqual([0, 512, []]);
    expect(stdout).toBe('shop-sell: memory in MB 128 → 512\n');
  });

  it('says so when nothing was left', async () => {
    const command = restoreFrom(fakeJournal(), () => Promise.reject(new Error('not asked')));
    expect(await runCommand(command, [])).toMatchObject({
      exitCode: 0,
      stdout: 'Nothing was left\n',
    });
  });

  it('leaves what somebody else has set, unless it is forced', async () => {
    expect(await restore([], { memoryMb: 2048 })).toMatchObject({ exitCode: 1, memoryMb: 2048 });
    expect(await restore(['--force'], { memoryMb: 2048 })).toMatchObject({
      ...{ exitCode: 0, memoryMb: 512 },
    });
  });

  it('leaves what a running process measures, unless it is forced', async () => {
    expect(await restore([], { runs: true })).toMatchObject({ exitCode: 1, memoryMb: 128 });
    expect(await restore(['--force'], { runs: true })).toMatchObject({
      exitCode: 0,
      memoryMb: 512,
    });
  });

  it('forgets without a change', async () => {
    const { exitCode, memoryMb, journal } = await restore(['--forget']);
    expect([exitCode, memoryMb, journal.changes]).toEqual([0, 128, []]);
  });

  it('tells programs', async () => {
    const { stdout } = await restore(['--json']);
    expect(JSON.parse(stdout)).toEqual([
      { function: 'shop-sell', done: ['memory in MB 128 → 512'], left: [] },
    ]);
  });

  it('refuses arguments that it does not know', async () => {
    expect(await restore(['shop'])).toMatchObject({ exitCode: 2 });
    expect(await restore(['--all'])).toMatchObject({ exitCode: 2 });
  });
});
