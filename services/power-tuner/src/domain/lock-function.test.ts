import { markText } from '@acado/tuning';
import { aRun, anInput, aWorld } from '../testing/a-world.ts';
import { FunctionLocked, RunEnded } from './errors.ts';

const [run, other] = [aRun(), aRun('other')];

const begun = async (options: Parameters<typeof aWorld>[0] = {}) => {
  const world = aWorld(options);
  for (const each of [run, other]) await world.steps.validate(each, anInput());
  return world;
};

describe('lockFunction', () => {
  it('notes what the function is to be again', async () => {
    const { steps, locks, lambdaArn } = await begun();
    expect(await steps.lock(run)).toEqual({ held: true });
    expect(locks.get(lambdaArn)).toEqual({
      run,
      since: expect.any(Number),
      open: true,
      original: {
        memoryMb: 512,
        architecture: 'arm64',
        description: 'Sells',
        codeSha256: 'code-1',
      },
    });
  });

  it('says the same when it is asked again, although the function is changed by then', async () => {
    const { steps, locks, lambdaArn } = await begun();
    await steps.lock(run);
    const before = locks.get(lambdaArn);
    await steps.publish(run, 'arm64-128');
    expect(await steps.lock(run)).toEqual({ held: true });
    expect(locks.get(lambdaArn)).toEqual(before);
  });

  it('refuses a second run, naming the first', async () => {
    const { steps } = await begun();
    await steps.lock(other);
    await expect(steps.lock(run)).rejects.toThrow(FunctionLocked);
    await expect(steps.lock(run)).rejects.toThrow(/by the run other \(arn:aws:states/);
  });

  it.each(['ended', 'unknown'] as const)(
    'hands over a run whose execution is %s',
    async (state) => {
      const { steps, executionStates, clock } = await begun();
      await steps.lock(other);
      executionStates.set(other.arn, state);
      await clock.sleep(60_000);
      expect(await steps.lock(run)).toEqual({ held: false, formerRun: other });
      await steps.end(other);
      expect(await steps.lock(run)).toEqual({ held: true });
    },
  );

  it('gives an execution that has just begun the time to be known', async () => {
    const { steps, executionStates } = await begun();
    await steps.lock(other);
    executionStates.set(other.arn, 'unknown');
    await expect(steps.lock(run)).rejects.toThrow(FunctionLocked);
  });

  it('lets only one of two runs have what a third left', async () => {
    const { steps, executionStates } = await begun();
    const third = aRun('third');
    await steps.validate(third, anInput());
    await steps.lock(third);
    executionStates.set(third.arn, 'ended');
    await Promise.all([run, other].map((each) => steps.lock(each)));
    await Promise.all([1, 2].map(() => steps.end(third)));
    const outcomes = await Promise.allSettled([run, other].map((each) => steps.lock(each)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('gives a run that was ended no lock again', async () => {
    const { steps, journal, lambdaArn } = await begun();
    await steps.lock(run);
    await journal.close({ run, functionArn: lambdaArn });
    await expect(steps.lock(run)).rejects.toThrow(RunEnded);
  });

  it('reads from the mark what a function was whose journal is lost', async () => {
    const original = { memoryMb: 1024, architecture: 'arm64' } as const;
    const description = markText({ runId: 'lost', original, copy: 0 });
    const { steps, lambda } = await begun({ initial: { memoryMb: 128, description } });
    await steps.lock(run);
    await steps.publish(run, 'arm64-512');
    await steps.end(run);
    expect(lambda.latest()).toMatchObject({ ...original, description: '' });
  });
});
