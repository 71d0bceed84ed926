import { aRun, anInput, aWorld } from '../testing/a-world.ts';
import { functionArn } from '../testing/fake-lambda.ts';

const run = aRun();

describe('validateRun', () => {
  it('hands on names alone, whatever the payload is', async () => {
    const { steps } = aWorld();
    expect(await steps.validate(run, anInput({ payload: 'x'.repeat(200_000) }))).toEqual({
      run,
      functions: [{ functionArn, lambdaARN: functionArn }],
      single: true,
      maxConcurrency: 0,
    });
  });

  it('measures the sizes of the deployment where the input does not say', async () => {
    const { steps } = aWorld();
    await steps.validate(run, anInput({ powerValues: undefined }));
    await steps.lock(run);
    const { measure } = await steps.plan(run);
    expect(measure.map(({ candidateId }) => candidateId)).toEqual(['arm64-128', 'arm64-256']);
  });

  it.each([
    [{ num: 4 }, /^num: /],
    [{ strategy: 'cheap' }, /^strategy: /],
    [{ powerValues: [64] }, /^powerValues/],
    [{ lambdaARN: 'shop' }, /^lambdaARN: /],
    [{ lambdaARN: functionArn.replace('us-east-1', 'mars-north-1') }, /^lambdaARN: .*mars-north-1/],
    [{ nmu: 5 }, /nmu: Unknown field/],
    [
      { powerValues: Array.from({ length: 400 }, (_, index) => 128 + index) },
      /^powerValues: 400 configurations in all; the result holds at most 200/,
    ],
    [{ num: 1667, onlyColdStarts: true }, /^num: 5001 versions for as many cold starts/],
    [{ num: 1441, sleepBetweenRunsMs: 60_000 }, /^sleepBetweenRunsMs: 25 hours of pauses/],
    [{ num: 700, sleepBetweenRunsMs: 61_000 }, /^sleepBetweenRunsMs: 12 hours .* 3 configurations/],
    [{ payload: 'x'.repeat(7_000_000) }, /^payload: 7000002 bytes/],
  ])('refuses %j', async (overrides, message) => {
    const { steps, lambda } = aWorld();
    await expect(steps.validate(run, anInput(overrides))).rejects.toMatchObject({
      name: 'InvalidInput',
      message: expect.stringMatching(message),
    });
    expect(lambda.invocations).toEqual([]);
  });

  it('names the function of several that is wrong', async () => {
    const { steps } = aWorld({ initial: { packageType: 'Image' } });
    const input = { functions: [anInput({ architectures: ['x86_64'] })] };
    await expect(steps.validate(run, input)).rejects.toThrow(
      /^functions\[0\].architectures: A container image is built for one architecture, here arm64/,
    );
  });

  it('refuses a function that nobody can invoke', async () => {
    const { steps } = aWorld({ reservedConcurrency: 0 });
    await expect(steps.validate(run, anInput())).rejects.toThrow(/reserved concurrency is 0/);
  });

  describe('of a qualified ARN', () => {
    const input = anInput({ lambdaARN: `${functionArn}:live` });
    const aliased = async (
      changes: Parameters<ReturnType<typeof aWorld>['lambda']['deploy']>[0],
    ) => {
      const world = aWorld();
      const { lambda, functions } = world;
      const { revisionId, codeSha256 } = lambda.latest();
      await functions.pointAlias(
        functionArn,
        'live',
        await functions.publish(functionArn, { revisionId, codeSha256 }),
      );
      lambda.deploy(changes);
      return world;
    };

    it('accepts what is the same as $LATEST', async () => {
      const { steps } = await aliased({});
      expect(await steps.validate(run, input)).toMatchObject({ functions: [{ functionArn }] });
    });

    it('refuses what differs, naming that and no values', async () => {
      const { steps } = await aliased({
        codeSha256: 'code-2',
        settings: { Runtime: 'nodejs24.x', Environment: 'secret' },
      });
      await expect(steps.validate(run, input)).rejects.toThrow(
        /^lambdaARN: live differs from \$LATEST, which is what can be tuned, in code, Environment$/,
      );
    });
  });

  describe('of a payload in S3', () => {
    const uri = 's3://fixtures/order.json';

    it('invokes with what is there', async () => {
      const { steps, objects, lambda } = aWorld();
      objects.set(uri, '{"order":1}');
      await steps.validate(run, anInput({ payloadS3: uri, powerValues: [512] }));
      await steps.lock(run);
      await steps.publish(run, 'arm64-512');
      await steps.measure(run, 'arm64-512', 1);
      expect(lambda.invocations[0]?.payload).toBe('{"order":1}');
    });

    it('refuses weights that do not fit', async () => {
      const { steps, objects } = aWorld();
      const weighted = [1, 99].map((weight) => ({ payload: weight, weight }));
      objects.set(uri, JSON.stringify(weighted));
      await expect(steps.validate(run, anInput({ payloadS3: uri }))).rejects.toThrow(
        /^payloadS3\[0\].weight/,
      );
    });
  });
});
