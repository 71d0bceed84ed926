import { FunctionNotFound, ServiceUnavailable } from './domain/errors.ts';
import { aRun, anInput, aWorld } from './testing/a-world.ts';
import { execute } from './testing/execute.ts';

describe('execution', () => {
  it('ends with the analysis of the one function', async () => {
    const world = aWorld();
    const { output } = await execute(world, anInput());
    expect(output).toMatchObject({ power: expect.any(Number), invocations: 15, failures: [] });
    expect(world.lambda.latest()).toMatchObject({ memoryMb: 512, description: 'Sells' });
    expect(world.lambda.versions.size).toBe(0);
  });

  it('counts its transitions', async () => {
    for (const input of [
      anInput(),
      anInput({ sampling: 'adaptive', num: 30 }),
      anInput({ onlyColdStarts: true }),
      anInput({ strategy: 'speed', autoOptimize: true }),
    ]) {
      const { output, entered } = await execute(aWorld(), input);
      const executionCost = Number((entered.length * 0.000025).toFixed(5));
      expect(output).toMatchObject({ stateMachine: { executionCost } });
    }
  });

  it('refuses bad input by name before anything is changed', async () => {
    const world = aWorld();
    await expect(execute(world, anInput({ num: 1, strategi: 'cost' }))).rejects.toMatchObject({
      message: expect.stringMatching(/num.*strategi/),
    });
    expect(world.lambda.latest().revisionId).toBe('revision-0');
    expect(world.lambda.invocations).toEqual([]);
  });

  it('tries again what may pass', async () => {
    const { output, calls } = await execute(aWorld(), anInput(), (_state, count) => {
      if (count === 1) throw new ServiceUnavailable('500');
    });
    expect(output).toMatchObject({ invocations: 15 });
    expect(calls.get('PlanRound')).toBe(3);
  });

  it('fails with the error of a function that always throws', async () => {
    const world = aWorld({
      behave: () => ({
        durationMs: 5,
        error: { errorType: 'TypeError', errorMessage: 'no such thing' },
      }),
    });
    const failing = execute(world, anInput({ payload: { secret: 7 } }));
    await expect(failing).rejects.toThrow(/TypeError: no such thing.*"secret":7/);
    expect(world.lambda.versions.size).toBe(0);
    expect(world.locks.size).toBe(0);
  });

  it('keeps the payload out of errors where it is asked to', async () => {
    const world = aWorld({ behave: () => ({ durationMs: 5, error: { errorMessage: 'no' } }) });
    const input = anInput({ payload: { secret: 7 }, disablePayloadLogs: true });
    const error = await execute(world, input).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('no');
    expect(String(error)).not.toContain('secret');
  });

  it('keeps the analysis when it cannot be applied', async () => {
    const { output } = await execute(
      aWorld(),
      anInput({ strategy: 'speed', autoOptimize: true }),
      (state) => {
        if (state === 'ApplyResult') throw new FunctionNotFound('gone');
      },
    );
    expect(output).toMatchObject({
      power: 1024,
      warnings: [expect.stringMatching(/could not be applied. FunctionNotFound: gone/)],
    });
  });

  it('keeps the analysis when it cannot be cleaned up', async () => {
    const world = aWorld();
    const { output } = await execute(world, anInput(), (state) => {
      if (state === 'CleanUp') throw new ServiceUnavailable('500');
    });
    expect(output).toMatchObject({
      invocations: 15,
      warnings: [expect.stringMatching(/could not be cleaned up/)],
    });
    await world.steps.end(aRun());
    expect(world.lambda.versions.size).toBe(0);
  });

  it('fails when the run is stopped under it, and leaves nothing', async () => {
    const world = aWorld();
    const failing = execute(world, anInput(), (state, count) => {
      if (state === 'MeasureCandidate' && count === 2) void world.steps.end(aRun());
    });
    await expect(failing).rejects.toThrow();
    expect(world.lambda.versions.size).toBe(0);
  });

  it('ends a run that died on the function, and then tunes it', async () => {
    const world = aWorld();
    const former = aRun('former');
    await world.steps.validate(former, anInput());
    await world.steps.lock(former);
    await world.steps.publish(former, 'arm64-128');
    world.executionStates.set(former.arn, 'ended');
    const { output, calls } = await execute(world, anInput());
    expect(calls.get('CleanUpFormerRun')).toBe(1);
    expect(output).toMatchObject({
      current: { memoryMb: 512 },
      codeSha256: expect.any(String),
      invocations: 15,
    });
    expect(world.lambda.latest()).toMatchObject({ memoryMb: 512, description: 'Sells' });
  });

  it('refuses a function that another run tunes, and leaves that run alone', async () => {
    const world = aWorld();
    const other = aRun('other');
    await world.steps.validate(other, anInput());
    await world.steps.lock(other);
    await world.steps.publish(other, 'arm64-128');
    await expect(execute(world, anInput())).rejects.toThrow(/is being tuned by the run other/);
    expect(world.lambda.versions.size).toBe(1);
    expect(world.locks.size).toBe(1);
  });

  it('answers null to a dry run, of weighted payloads too', async () => {
    const payload = [
      { payload: { a: 1 }, weight: 1 },
      { payload: { b: 1 }, weight: 1 },
    ];
    const world = aWorld();
    const { output } = await execute(world, anInput({ dryRun: true, payload }));
    expect(output).toBeNull();
    expect(world.lambda.invocations).toHaveLength(3);
  });

  it('lists what it found of several functions', async () => {
    const { output } = await execute(aWorld(), { functions: [anInput()] });
    expect(output).toMatchObject({ functions: [{ invocations: 15 }] });
  });
});
