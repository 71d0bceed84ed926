import { aRun, anInput, aWorld } from '../testing/a-world.ts';

const run = aRun();
const fastest = { strategy: 'speed', autoOptimize: true };

describe('applying the result', () => {
  it('configures $LATEST and leaves no version', async () => {
    const { tune, lambda } = aWorld();
    await tune(run, anInput(fastest));
    expect(lambda.latest()).toMatchObject({ memoryMb: 1024, description: 'Sells' });
    expect(lambda.versions.size).toBe(0);
  });

  it('publishes and points the alias at it', async () => {
    const { tune, lambda } = aWorld();
    await tune(run, anInput({ ...fastest, autoOptimizeAlias: 'live' }));
    const version = lambda.versions.get(lambda.aliases.get('live')!);
    expect(version).toMatchObject({ memoryMb: 1024, description: 'Sells' });
  });

  it('changes the architecture too, when both were compared', async () => {
    const { tune, lambda } = aWorld({
      behave: ({ architecture }) => ({ durationMs: architecture === 'x86_64' ? 10 : 100 }),
    });
    await tune(
      run,
      anInput({ ...fastest, architectures: ['x86_64', 'arm64'], powerValues: [512] }),
    );
    expect(lambda.latest()).toMatchObject({
      memoryMb: 512,
      architecture: 'x86_64',
      description: 'Sells',
    });
  });

  it('changes nothing when the recommendation is no change', async () => {
    const { tune, lambda } = aWorld();
    const input = { ...fastest, powerValues: [512], autoOptimizeAlias: 'live' };
    expect(await tune(run, anInput(input))).toMatchObject({
      result: { recommendation: { change: false } },
    });
    expect(lambda.aliases.size).toBe(0);
  });

  it('changes nothing unless it is asked to', async () => {
    const { tune, lambda } = aWorld();
    expect(await tune(run, anInput({ strategy: 'speed' }))).toMatchObject({
      result: { power: 1024 },
    });
    expect(lambda.latest().memoryMb).toBe(512);
  });
});
