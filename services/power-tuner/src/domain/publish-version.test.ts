import { parseMark } from '@acado/tuning';
import { aRun, anInput, aWorld } from '../testing/a-world.ts';
import { FunctionChanged, RunEnded } from './errors.ts';

const run = aRun();

const locked = async (
  options: Parameters<typeof aWorld>[0] = {},
  input: Record<string, unknown> = {},
) => {
  const world = aWorld(options);
  await world.steps.validate(run, anInput(input));
  await world.steps.lock(run);
  const entries = () => world.journal.entries({ run, functionArn: world.lambdaArn });
  return { ...world, entries };
};

describe('publishVersions', () => {
  it('publishes a marked version, also at the size that the function has', async () => {
    const { steps, lambda, entries } = await locked();
    expect(await steps.publish(run, 'arm64-512')).toMatchObject({ ready: true });
    const [version] = lambda.versions.values();
    expect(version).toMatchObject({ memoryMb: 512, architecture: 'arm64' });
    expect(parseMark(version!.description)).toEqual({
      runId: run.id,
      original: { memoryMb: 512, architecture: 'arm64' },
      copy: 0,
    });
    expect((await entries()).versions).toEqual([
      { candidateId: 'arm64-512', copy: 0, version: '1' },
    ]);
  });

  it("never takes the user's own version for its own", async () => {
    const { steps, lambda, functions, lambdaArn } = await locked();
    const { revisionId, codeSha256 } = lambda.latest();
    const users = await functions.publish(lambdaArn, { revisionId, codeSha256 });
    await steps.publish(run, 'arm64-512');
    await steps.end(run);
    expect([...lambda.versions.keys()]).toEqual([users]);
  });

  it('publishes on another architecture, and the function gets its own back', async () => {
    const { steps, lambda } = await locked();
    await steps.publish(run, 'x86_64-128');
    expect([...lambda.versions.values()]).toMatchObject([
      { memoryMb: 128, architecture: 'x86_64' },
    ]);
    expect(await steps.restore(run)).toEqual({ restored: true });
    expect(lambda.latest()).toMatchObject({
      memoryMb: 512,
      architecture: 'arm64',
      description: 'Sells',
    });
  });

  it('publishes as many distinct versions as there are cold starts', async () => {
    const { steps, lambda } = await locked();
    await steps.publish(run, 'arm64-128', 3);
    const marks = [...lambda.versions.values()].map((it) => parseMark(it.description)?.copy);
    expect(marks).toEqual([0, 1, 2]);
  });

  it('publishes many versions in pieces', async () => {
    const { steps, lambda } = await locked({ readsUntilReady: 8 });
    const calls = [];
    for (let ready = false; !ready;) {
      ({ ready } = await steps.publish(run, 'arm64-128', 60));
      calls.push(lambda.versions.size);
    }
    expect(calls.length).toBeGreaterThan(1);
    expect(lambda.versions.size).toBe(60);
  });

  it('makes a size that Lambda refuses a failure of that size alone', async () => {
    const { steps, lambda, entries } = await locked({ maxMemoryMb: 3008 });
    expect(await steps.publish(run, 'arm64-4096')).toMatchObject({ ready: true });
    expect(await steps.publish(run, 'arm64-1024')).toMatchObject({ ready: true });
    expect((await entries()).failures).toMatchObject(
      [{ candidateId: 'arm64-4096', error: 'ValidationException', cause: /./ }].map((failure) => ({
        ...failure,
        cause: expect.stringContaining('3008'),
      })),
    );
    expect(lambda.versions.size).toBe(1);
  });

  it('leaves alone what somebody deploys meanwhile', async () => {
    const { steps, lambda } = await locked();
    await steps.publish(run, 'arm64-128');
    lambda.deploy({ memoryMb: 2048, description: 'Sells more', codeSha256: 'code-2' });
    await expect(steps.publish(run, 'arm64-1024')).rejects.toThrow(FunctionChanged);
    expect(await steps.end(run)).toEqual([expect.stringMatching(/was changed .* and stays/)]);
    expect(lambda.latest()).toMatchObject({ memoryMb: 2048, description: 'Sells more' });
    expect(lambda.versions.size).toBe(0);
  });

  it('leaves alone a new configuration of somebody who left our mark', async () => {
    const { steps, lambda } = await locked();
    await steps.publish(run, 'arm64-128');
    lambda.deploy({ codeSha256: 'code-2' });
    await expect(steps.publish(run, 'arm64-1024')).rejects.toThrow(FunctionChanged);
  });

  it('does nothing for a run that has ended', async () => {
    const { steps, lambda } = await locked();
    await steps.end(run);
    await expect(steps.publish(run, 'arm64-128')).rejects.toThrow(RunEnded);
    expect(lambda.versions.size).toBe(0);
  });

  it('waits at length by the state machine', async () => {
    const { steps } = await locked({ readsUntilReady: 1000 });
    expect(await steps.publish(run, 'arm64-128')).toEqual({ ready: false, waitSeconds: 15 });
  });
});
