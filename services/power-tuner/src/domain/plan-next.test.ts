import { aRun, anInput, aWorld } from '../testing/a-world.ts';

const run = aRun();

const planned = async (
  input: Record<string, unknown>,
  options: Parameters<typeof aWorld>[0] = {},
) => {
  const world = aWorld(options);
  await world.steps.validate(run, anInput(input));
  await world.steps.lock(run);
  return world.steps.plan(run);
};

describe('planNext', () => {
  it('publishes and measures every candidate at once', async () => {
    expect(await planned({})).toMatchObject({
      next: 'publish',
      publish: ['arm64-128', 'arm64-512', 'arm64-1024'].map((candidateId) => ({
        candidateId,
        copies: 1,
      })),
      measure: [{ samples: 5, parallel: 1 }, { parallel: 1 }, { parallel: 1 }],
      concurrency: 3,
    });
  });

  it('says the same when it is asked again', async () => {
    const { steps } = aWorld();
    await steps.validate(run, anInput());
    await steps.lock(run);
    expect(await steps.plan(run)).toEqual(await steps.plan(run));
  });

  it.each([
    [{ maxConcurrency: 1 }, {}, 1, 1],
    [{ maxConcurrency: 2 }, {}, 2, 1],
    [{ parallelInvocation: true }, {}, 3, 5],
    [{ parallelInvocation: true, maxConcurrency: 7 }, {}, 3, 2],
    [{ parallelInvocation: true }, { reservedConcurrency: 2 }, 2, 1],
    [{ parallelInvocation: true, maxConcurrency: 9 }, { reservedConcurrency: 4 }, 3, 1],
  ])('keeps to %j with %j', async (input, options, concurrency, parallel) => {
    const round = await planned(input, options);
    expect(round.concurrency).toBe(concurrency);
    expect(round.measure.map((it) => it.parallel)).toEqual([parallel, parallel, parallel]);
  });

  it('wants a version for each cold start', async () => {
    const { publish } = await planned({ onlyColdStarts: true });
    expect(publish.map(({ copies }) => copies)).toEqual([5, 5, 5]);
  });
});
