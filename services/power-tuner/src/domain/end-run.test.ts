import { aRun, anInput, aWorld } from '../testing/a-world.ts';
import { FunctionNotFound, Refused } from './errors.ts';
import { outcomeOf } from './end-run.ts';

const run = aRun();

const published = async () => {
  const world = aWorld();
  await world.steps.validate(run, anInput());
  await world.steps.lock(run);
  await world.steps.publish(run, 'arm64-128');
  return world;
};

describe('endRun', () => {
  it('can be repeated', async () => {
    const { steps, lambda, locks } = await published();
    expect(await steps.end(run)).toEqual([]);
    expect(await steps.end(run)).toEqual([]);
    expect(lambda.versions.size + locks.size).toBe(0);
  });

  it("leaves another run's lock and versions alone", async () => {
    const { steps, lambda, locks } = await published();
    expect(await steps.end(aRun('other'))).toEqual([]);
    expect([lambda.versions.size, locks.size]).toEqual([1, 1]);
  });

  it('tells of a version that an alias holds', async () => {
    const { steps, functions, locks } = await published();
    functions.deleteVersion = () =>
      Promise.reject(new Refused('ResourceConflictException', 'The alias live references it'));
    expect(await steps.end(run)).toEqual([expect.stringMatching(/^Version 1 .* alias live/)]);
    expect(locks.size).toBe(0);
  });

  it('tells of a function that was deleted', async () => {
    const { steps, functions, locks } = await published();
    functions.configuration = () => Promise.reject(new FunctionNotFound('gone'));
    expect(await steps.end(run)).toEqual([expect.stringMatching(/was deleted/)]);
    expect(locks.size).toBe(0);
  });
});

describe('outcomeOf', () => {
  const tuned = { run, functionArn: 'arn' };
  const cause = (errorMessage: string) => JSON.stringify({ errorMessage, trace: [] });

  it('is the failure in words', () => {
    const failure = { Error: 'FunctionLocked', Cause: cause('Wait.') };
    expect(outcomeOf(tuned, { lambdaARN: 'arn:live', failure }, [])).toEqual({
      failed: true,
      result: { lambdaARN: 'arn:live', error: 'FunctionLocked', cause: 'Wait.' },
    });
  });

  it.each([
    ['{', '{'],
    ['"text"', '"text"'],
    [undefined, ''],
    [cause('x'.repeat(9000)), `${'x'.repeat(4000)}…`],
  ])('takes the cause %j', (Cause, expected) => {
    const { result } = outcomeOf(tuned, { failure: { Error: 'Odd', Cause } }, []);
    expect(result).toMatchObject({ cause: expected });
  });

  it('is the analysis, with what people should know', () => {
    const analysis = { power: 512, warnings: ['a'] };
    const notApplied = { Error: 'NotPermitted', Cause: cause('no') };
    expect(outcomeOf(tuned, { analysis, notApplied }, ['b'])).toEqual({
      failed: false,
      result: {
        power: 512,
        warnings: ['a', 'b', 'The recommendation could not be applied. NotPermitted: no'],
      },
    });
  });
});
