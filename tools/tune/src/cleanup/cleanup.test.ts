import { markText } from '@acado/tuning';
import { anIo } from '../run/testing/an-io.ts';
import { cleanupFrom } from './command.ts';
import type { Configuration, Lock, Ports } from './ports.ts';

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:shop';
const original = { memoryMb: 512, architecture: 'x86_64' } as const;
const mark = markText({ runId: 'a-run', original, copy: 0 });

const aConfiguration = (overrides: Partial<Configuration> = {}): Configuration => ({
  ...{ version: '$LATEST', memoryMb: 512, architecture: 'x86_64', description: 'Sells' },
  ...{ revisionId: '1', isChanging: false },
  ...overrides,
});

/** A function, and what is done to it. */
function aWorld(world: {
  latest?: Partial<Configuration>;
  versions?: Partial<Configuration>[];
  lock?: Lock;
  isRunning?: boolean;
}) {
  let latest = aConfiguration(world.latest);
  let versions = (world.versions ?? []).map(aConfiguration);
  let { lock } = world;
  const calls: string[] = [];
  const change = (to: Partial<Configuration>, revisionId: string): void => {
    if (revisionId !== latest.revisionId) throw new Error('PreconditionFailedException');
    latest = { ...latest, ...to, revisionId: `${revisionId}+` };
  };
  const ports: Ports = {
    functions: {
      find: async (name) => (name === 'shop' ? arn : undefined),
      latest: async () => latest,
      versions: async () => versions,
      configure: async (_arn, { revisionId, ...to }) => {
        calls.push(`configure ${JSON.stringify(to)}`);
        change(to, revisionId);
      },
      changeArchitecture: async (_arn, { revisionId, architecture }) => {
        calls.push(`architecture ${architecture}`);
        change({ architecture }, revisionId);
      },
      deleteVersion: async (_arn, version) => {
        calls.push(`delete ${version}`);
        versions = versions.filter((one) => one.version !== version);
      },
    },
    locks: {
      find: async () => lock,
      remove: async (_arn, runId) => {
        calls.push(`unlock ${runId}`);
        lock = undefined;
      },
    },
    executions: { isRunning: async () => world.isRunning ?? false },
  };
  const run = async (...args: string[]) => {
    const { io, written } = anIo();
    const code = await cleanupFrom(() => ports).run(['--function', 'shop', ...args], io);
    return { code, ...written };
  };
  return { calls, run };
}

const lock: Lock = {
  ...{ runId: 'a-run', executionArn: 'an-execution' },
  original: { ...original, description: 'Sells' },
};

const everything = {
  latest: { description: mark, memoryMb: 1769, architecture: 'arm64' as const },
  versions: [
    { version: '6', description: 'Released' },
    { version: '7', description: mark, memoryMb: 128 },
  ],
  lock,
};

describe('cleanup', () => {
  it('shows what is left and changes nothing', async () => {
    const { calls, run } = aWorld(everything);
    expect(await run()).toEqual({
      code: 1,
      stderr: '',
      stdout: `Left on ${arn}:
  $LATEST has arm64 1769 MB; goes back to x86_64 512 MB
  version 7 with x86_64 128 MB, of a-run
  the lock of a-run, which has ended
To remove it, add --yes
`,
    });
    expect(calls).toEqual([]);
  });

  it('restores, deletes and unlocks, the lock last, and finds nothing the second time', async () => {
    const { calls, run } = aWorld(everything);
    expect(await run('--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/Removed\n$/),
    });
    expect(calls).toEqual([
      'architecture x86_64',
      'configure {"memoryMb":512,"description":"Sells"}',
      'delete 7',
      'unlock a-run',
    ]);
    expect(await run('--yes')).toMatchObject({ code: 0, stdout: `Nothing is left on ${arn}\n` });
    expect(calls).toHaveLength(4);
  });

  it('takes the original from the mark when the table is gone', async () => {
    const { calls, run } = aWorld({ latest: { description: mark, memoryMb: 1769 } });
    const { stdout } = await run('--yes');
    expect(stdout).toContain('without its description, which is lost');
    expect(calls).toEqual(['configure {"memoryMb":512,"description":""}']);
  });

  it('takes the original from the mark when the lock is of another run', async () => {
    const stranger = { ...lock, runId: 'b-run', original: { ...lock.original!, memoryMb: 3008 } };
    const { calls, run } = aWorld({ latest: { description: mark }, lock: stranger });
    await run('--yes');
    expect(calls).toEqual(['configure {"memoryMb":512,"description":""}', 'unlock b-run']);
  });

  it('leaves a $LATEST alone that was deployed over', async () => {
    const { calls, run } = aWorld({ latest: { memoryMb: 2048 }, lock });
    await run('--yes');
    expect(calls).toEqual(['unlock a-run']);
  });

  it('touches nothing while a run is tuning the function', async () => {
    const { calls, run } = aWorld({ ...everything, isRunning: true });
    await expect(run('--yes')).rejects.toThrow(/is being tuned by a-run\. Stop that: aws step/);
    expect(calls).toEqual([]);
  });

  it('says what it found as JSON', async () => {
    const { run } = aWorld(everything);
    expect(JSON.parse((await run('--json')).stdout)).toMatchObject({
      removed: false,
      latest: { now: { memoryMb: 1769 }, original, description: 'Sells' },
      versions: [{ version: '7', runId: 'a-run' }],
    });
  });

  it('names what is wrong with its options', async () => {
    const { run } = aWorld({});
    await expect(run('--function', 'shoe')).rejects.toThrow('There is no function shoe');
    await expect(run('--all')).rejects.toThrow("Unknown option '--all'");
  });
});
