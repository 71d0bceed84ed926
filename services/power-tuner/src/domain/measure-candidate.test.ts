import { Refused, RunEnded } from './errors.ts';
import { throttled } from '../testing/fake-lambda.ts';
import { aRun, anInput, aWorld } from '../testing/a-world.ts';

const run = aRun();
const id = 'arm64-512';

/** A world in which one candidate is published. */
const measuring = async (
  options: Parameters<typeof aWorld>[0] = {},
  input: Record<string, unknown> = {},
  copies = 1,
) => {
  const world = aWorld(options);
  await world.steps.validate(run, anInput({ powerValues: [512], ...input }));
  await world.steps.lock(run);
  await world.steps.publish(run, id, copies);
  const entries = () => world.journal.entries({ run, functionArn: world.lambdaArn });
  return { ...world, entries };
};

describe('measureCandidate', () => {
  it('takes the samples that are missing, and no more', async () => {
    const { steps, lambda, entries } = await measuring();
    expect(await steps.measure(run, id, 3)).toMatchObject({ finished: true });
    expect(await steps.measure(run, id, 5)).toMatchObject({ finished: true });
    expect(await steps.measure(run, id, 5)).toMatchObject({ finished: true });
    expect(lambda.invocations).toHaveLength(5);
    const { samples } = await entries();
    const indexes = samples.flatMap(({ taken }) => taken.map(({ index }) => index));
    expect(indexes).toEqual([0, 1, 2, 3, 4]);
    expect(samples[0]?.taken[0]?.sample).toEqual({
      durationMs: 20,
      billedMs: 20,
      maxMemoryUsedMb: 70,
    });
  });

  it('invokes the version by its number, with the payload of each invocation', async () => {
    const payload = [
      { payload: { a: 1 }, weight: 40 },
      { payload: { b: 2 }, weight: 60 },
    ];
    const { steps, lambda } = await measuring({}, { payload });
    await steps.measure(run, id, 5);
    expect(lambda.invocations.map((it) => it.payload)).toEqual(
      [1, 1, 2, 2, 2].map((kind) => (kind === 1 ? '{"a":1}' : '{"b":2}')),
    );
    expect(new Set(lambda.invocations.map((it) => it.version))).toEqual(new Set(['1']));
  });

  it('has no more payloads in flight than memory holds', async () => {
    const payload = 'x'.repeat(5 * 1024 * 1024);
    const { steps, lambda } = await measuring({}, { num: 40, parallelInvocation: true, payload });
    await steps.measure(run, id, 40, 40);
    expect(lambda.mostInFlight()).toBe(19);
    expect(lambda.invocations).toHaveLength(40);
  });

  it('keeps to its parallelism', async () => {
    const { steps, lambda } = await measuring({}, { num: 20, parallelInvocation: true });
    await steps.measure(run, id, 20, 4);
    expect(lambda.mostInFlight()).toBe(4);
    expect(lambda.invocations).toHaveLength(20);
  });

  it('gives each cold start a version of its own', async () => {
    const behave = () => ({ durationMs: 5, initMs: 200 });
    const { steps, lambda, entries } = await measuring({ behave }, { onlyColdStarts: true }, 5);
    await steps.measure(run, id, 5);
    expect(lambda.invocations.map(({ version }) => version)).toEqual(['1', '2', '3', '4', '5']);
    const { samples } = await entries();
    expect(samples.flatMap(({ taken }) => taken).map(({ sample }) => sample.initMs)).toEqual(
      [1, 2, 3, 4, 5].map(() => 200),
    );
  });

  it('backs off when it is throttled, counts that and loses nothing', async () => {
    let calls = 0;
    const behave = () =>
      ++calls % 2 ? { durationMs: 5, refusal: throttled() } : { durationMs: 5 };
    const { steps, lambda, entries } = await measuring({ behave });
    expect(await steps.measure(run, id, 5)).toMatchObject({ finished: true });
    expect(lambda.invocations).toHaveLength(5);
    expect((await entries()).samples.map(({ throttles }) => throttles)).toEqual([5]);
  });

  it('gives up when it is throttled to the end, and says why', async () => {
    const behave = () => ({ durationMs: 5, refusal: throttled() });
    const { steps, entries } = await measuring({ behave });
    expect(await steps.measure(run, id, 5)).toMatchObject({ finished: true });
    expect((await entries()).failures).toMatchObject([
      { candidateId: id, error: 'Throttled', cause: expect.stringMatching(/reserved concurrency/) },
    ]);
  });

  it.each([
    [{ errorType: 'TypeError', errorMessage: 'no' }, 'TypeError', /^no \(payload null\)$/],
    [
      { errorMessage: '2026-01-01 abc Task timed out after 3.00 seconds' },
      'Sandbox.Timedout',
      /longer timeout/,
    ],
    [
      { errorType: 'Runtime.OutOfMemory', errorMessage: 'killed' },
      'Runtime.OutOfMemory',
      /more memory/,
    ],
    [{ errorMessage: 'odd' }, 'Unhandled', /^odd/],
  ])('makes %j a failure of the candidate', async (error, type, cause) => {
    const { steps, entries } = await measuring({ behave: () => ({ durationMs: 5, error }) });
    expect(await steps.measure(run, id, 5)).toMatchObject({ finished: true });
    expect((await entries()).failures).toMatchObject([
      { error: type, cause: expect.stringMatching(cause) },
    ]);
  });

  it('keeps the beginning of errors and payloads that have no end', async () => {
    const endless = 'é'.repeat(300_000);
    const error = { errorType: endless, errorMessage: endless };
    const { steps, entries } = await measuring(
      { behave: () => ({ durationMs: 5, error }) },
      { payload: endless },
    );
    await steps.measure(run, id, 5);
    const [failure] = (await entries()).failures;
    expect(Buffer.byteLength(JSON.stringify(failure))).toBeLessThan(2000);
    expect(failure?.cause).toMatch(/é… \(payload "é+…\)$/);
  });

  it('counts errors that are allowed as samples', async () => {
    const error = { errorType: 'NotFound', errorMessage: 'no' };
    const behave = () => ({ durationMs: 5, error });
    const { steps, entries } = await measuring({ behave }, { allowedExceptions: ['NotFound'] });
    await steps.measure(run, id, 5);
    const { samples, failures } = await entries();
    expect(failures).toEqual([]);
    expect(samples.flatMap(({ taken }) => taken)).toHaveLength(5);
    expect(samples[0]?.taken[0]?.sample.errorType).toBe('NotFound');
  });

  it('keeps the samples that it has when an invocation fails', async () => {
    let calls = 0;
    const error = { errorType: 'TypeError', errorMessage: 'no' };
    const behave = () => (++calls > 3 ? { durationMs: 5, error } : { durationMs: 5 });
    const { steps, entries } = await measuring({ behave });
    await steps.measure(run, id, 5);
    const { samples, failures } = await entries();
    expect(samples.flatMap(({ taken }) => taken)).toHaveLength(3);
    expect(failures).toHaveLength(1);
  });

  it('makes what Lambda refuses a failure of the candidate', async () => {
    const refusal = new Refused('RequestTooLargeException', 'too large');
    const { steps, entries } = await measuring({ behave: () => ({ durationMs: 5, refusal }) });
    await steps.measure(run, id, 5);
    expect((await entries()).failures).toMatchObject([{ error: 'RequestTooLargeException' }]);
  });

  it('takes another sample for one without a report, and counts it', async () => {
    let calls = 0;
    const behave = () => ({ durationMs: 5, withoutReport: ++calls === 2 });
    const { steps, lambda, entries } = await measuring({ behave });
    expect(await steps.measure(run, id, 5)).toMatchObject({ finished: true });
    expect(lambda.invocations).toHaveLength(6);
    const { samples } = await entries();
    expect(samples.flatMap(({ taken }) => taken)).toHaveLength(5);
    expect(samples.reduce((sum, it) => sum + it.unreported, 0)).toBe(1);
  });

  it('stops when there are no reports at all', async () => {
    const behave = () => ({ durationMs: 5, withoutReport: true });
    const { steps, lambda, entries } = await measuring({ behave });
    await steps.measure(run, id, 5);
    expect(lambda.invocations.length).toBeLessThan(6);
    expect((await entries()).failures).toMatchObject([{ error: 'NoReport' }]);
  });

  it('stops in time, and goes on when it is called again', async () => {
    const { steps, lambda } = await measuring({}, { num: 10, sleepBetweenRunsMs: 50_000 });
    const calls = [];
    for (let finished = false; !finished;) {
      ({ finished } = await steps.measure(run, id, 10));
      calls.push(lambda.invocations.length);
    }
    expect(calls).toEqual([4, 8, 10]);
  });

  it('leaves long pauses to the state machine', async () => {
    const { steps, lambda } = await measuring({}, { sleepBetweenRunsMs: 600_000 });
    expect(await steps.measure(run, id, 5)).toEqual({ finished: false, waitSeconds: 600 });
    expect(lambda.invocations).toHaveLength(1);
  });

  it('waits for a version that is not ready, and at length lets the state machine wait', async () => {
    const { steps, lambda } = await measuring({ readsUntilReady: 20 });
    expect(await steps.measure(run, id, 5)).toEqual({ finished: false, waitSeconds: 15 });
    expect(lambda.invocations).toHaveLength(0);
    expect(await steps.measure(run, id, 5)).toMatchObject({ finished: true });
  });

  it('does nothing for a run that has ended', async () => {
    const { steps, lambda } = await measuring();
    await steps.end(run);
    await expect(steps.measure(run, id, 5)).rejects.toThrow(RunEnded);
    expect(lambda.invocations).toHaveLength(0);
  });

  it('stops soon when its run is ended', async () => {
    const world = await measuring({}, { num: 1000, sleepBetweenRunsMs: 500 });
    const sleep = world.clock.sleep;
    let naps = 0;
    world.clock.sleep = async (ms) => {
      if (++naps === 20) await world.steps.end(run);
      await sleep(ms);
    };
    await expect(world.steps.measure(run, id, 1000)).rejects.toThrow();
    expect(world.lambda.invocations.length).toBeLessThan(20);
  });
});

describe('processors', () => {
  const pre = 'arn:aws:lambda:us-east-1:123456789012:function:pre';
  const post = 'arn:aws:lambda:us-east-1:123456789012:function:post';

  /** A world in which processors answer, and what was invoked with what. */
  const processing = async (answers: Record<string, { payload: string; failed?: boolean }>) => {
    const world = await measuring(
      {},
      {
        preProcessorARN: pre,
        postProcessorARN: post,
        payload: { original: true },
      },
    );
    const invoked: [string, string][] = [];
    const { invoke } = world.invoker;
    world.invoker.invoke = async (arn, payload, version) => {
      invoked.push([arn.split(':')[6]!, payload]);
      const answer = answers[arn];
      if (!answer) return invoke(arn, payload, version);
      return { requestId: '1', logTail: '', failed: false, ...answer };
    };
    await world.steps.measure(run, id, 1);
    return { ...world, invoked };
  };

  it('replaces the payload by what the first returns, and hands the result to the second', async () => {
    const { invoked } = await processing({
      [pre]: { payload: '{"made":1}' },
      [post]: { payload: 'null' },
    });
    expect(invoked).toEqual([
      ['pre', '{"original":true}'],
      ['shop', '{"made":1}'],
      ['post', '{"ok":true}'],
    ]);
  });

  it('keeps the payload when the first returns nothing', async () => {
    const { invoked } = await processing({ [pre]: { payload: '' }, [post]: { payload: 'null' } });
    expect(invoked[1]).toEqual(['shop', '{"original":true}']);
  });

  it('names a processor that fails', async () => {
    const { entries } = await processing({
      [pre]: { payload: '{"errorType":"Oops","errorMessage":"no"}', failed: true },
    });
    expect((await entries()).failures).toMatchObject([
      { error: 'PreProcessorFailed', cause: expect.stringMatching(/function:pre: Oops: no/) },
    ]);
  });
});
