import { InvokeCommand } from '@aws-sdk/client-lambda';
import { eventually } from './eventually.ts';
import { killEnvironments } from './power-tuner/processes.ts';
import { arnOfFunction, startTunerCloud, type TunerCloud } from './power-tuner/tuner-cloud.ts';

const SHOP = 'acado-tuned-local-shop';
const SINGLE = 'acado-tuned-local-single';

const anInput = (overrides: Record<string, unknown> = {}) => ({
  lambdaARN: arnOfFunction(SHOP),
  num: 5,
  powerValues: [256, 512, 1024],
  payload: {},
  maxConcurrency: 1,
  ...overrides,
});

describe('power tuner', () => {
  let tuner: TunerCloud;

  beforeAll(async () => {
    tuner = await startTunerCloud();
  }, 60_000);
  afterAll(() => tuner?.stop());

  const outputOf = ({ output }: { output?: string | undefined }) =>
    JSON.parse(output ?? 'null') as Record<string, unknown>;
  const expectNothingLeft = async (name = SHOP) => {
    expect(await tuner.configuration(name)).toMatchObject({
      MemorySize: 512,
      Architectures: ['x86_64'],
      Description: name === SHOP ? 'Sells' : '',
    });
    expect(await tuner.versions(name)).toEqual([]);
    expect(await tuner.locks()).toEqual([]);
  };
  const eventuallyNothingLeft = () =>
    eventually('nothing is left', async () => {
      await expectNothingLeft();
      return true;
    });

  it('measures every size and leaves nothing', async () => {
    const executionArn = await tuner.start(anInput({ includeOutputResults: true }));
    const execution = await tuner.ended(executionArn);

    expect(execution.status).toBe('SUCCEEDED');
    const transitions = (await tuner.statesEntered(executionArn)).length;
    expect(outputOf(execution)).toMatchObject({
      power: expect.any(Number),
      cost: expect.any(Number),
      duration: expect.any(Number),
      stateMachine: {
        executionCost: Number((transitions * 0.000025).toFixed(5)),
        lambdaCost: expect.any(Number),
        visualization: expect.stringMatching(/^https:\/\/lambda-power-tuning.show\/#/),
      },
      stats: [{ value: 256 }, { value: 512 }, { value: 1024 }],
      invocations: 15,
      current: { memoryMb: 512, architecture: 'x86_64' },
      failures: [],
    });
    await expectNothingLeft();
  });

  it.each([
    [
      'input that is wrong',
      anInput({ num: 1, colour: 'red' }),
      'InvalidInput',
      /num: .*; colour: /,
    ],
    [
      'a function that is not there',
      anInput({ lambdaARN: arnOfFunction('acado-tuned-local-gone') }),
      'FunctionNotFound',
      /function:acado-tuned-local-gone/,
    ],
    [
      'a function that it may not tune',
      anInput({ lambdaARN: arnOfFunction('foreign') }),
      'NotPermitted',
      /lambda:GetFunctionConfiguration .*function:foreign.*tunableFunctions/,
    ],
    [
      'a payload that is not there',
      anInput({ payloadS3: 's3://acado-power-tuner-local-payloads-000000000000/gone' }),
      'InvalidInput',
      /payloadS3: There is no s3:/,
    ],
    [
      'weights that do not fit num',
      anInput({ payload: [1, 99].map((weight) => ({ payload: {}, weight })) }),
      'InvalidInput',
      /payload\[0\].weight/,
    ],
  ])('refuses %s', async (_what, input, error, cause) => {
    const execution = await tuner.tune(input);
    expect(execution).toMatchObject({ status: 'FAILED', error });
    expect(execution.cause).toMatch(cause);
    await expectNothingLeft();
  });

  it('fails with the error of a function that always throws', async () => {
    const execution = await tuner.tune(anInput({ payload: { fail: true } }));
    expect(execution.status).toBe('FAILED');
    expect(execution.cause).toMatch(/TypeError: no such thing.*"fail":true/);
    await expectNothingLeft();
  });

  it('keeps a payload out of logs and errors', async () => {
    const payload = { fail: true, password: 'correct horse battery staple' };
    const execution = await tuner.tune(anInput({ payload, disablePayloadLogs: true }));
    expect(execution.status).toBe('FAILED');
    expect(execution.cause).toContain('TypeError: no such thing');
    expect(tuner.logged.length).toBeGreaterThan(0);
    expect([execution.cause, ...tuner.logged].join('\n')).not.toContain('correct horse');
  });

  it('reports sizes that are too small, or too large for the account, and measures the others', async () => {
    const input = anInput({ powerValues: [256, 1024, 4096], payload: { failBelow: 512 } });
    expect(outputOf(await tuner.tune(input))).toMatchObject({
      power: 1024,
      failures: [
        { memoryMb: 256, error: 'TypeError' },
        { memoryMb: 4096, cause: expect.stringContaining('3008') },
      ],
    });
    await expectNothingLeft();
  });

  it('waits where it is throttled', async () => {
    const lambdaARN = arnOfFunction(SINGLE);
    const busy = tuner.lambda.send(
      new InvokeCommand({ FunctionName: SINGLE, Payload: JSON.stringify({ ms: 6_000 }) }),
    );
    const output = outputOf(await tuner.tune(anInput({ lambdaARN, powerValues: [512] })));
    await busy;
    expect(output).toMatchObject({ invocations: 5, measurements: [{ samples: 5 }] });
    expect(output).not.toMatchObject({ measurements: [{ throttles: 0 }] });
    await expectNothingLeft(SINGLE);
  });

  it('tunes two functions, and one failure is only that', async () => {
    const functions = [
      { lambdaARN: arnOfFunction(SHOP) },
      { lambdaARN: arnOfFunction(SINGLE), payload: { fail: true } },
    ];
    const { lambdaARN: _, ...common } = anInput({ powerValues: [512] });
    expect(outputOf(await tuner.tune({ ...common, functions }))).toMatchObject({
      functions: [
        { power: 512 },
        { lambdaARN: arnOfFunction(SINGLE), cause: expect.stringContaining('TypeError') },
      ],
    });
    await expectNothingLeft();
    await expectNothingLeft(SINGLE);
  });

  it('measures cold starts', async () => {
    const output = outputOf(await tuner.tune(anInput({ onlyColdStarts: true })));
    expect(output).toMatchObject({
      measurements: [256, 512, 1024].map((memoryMb) => ({ memoryMb, samples: 5, coldSamples: 5 })),
    });
    await expectNothingLeft();
  });

  it('compares architectures', async () => {
    const input = anInput({ architectures: ['x86_64', 'arm64'], powerValues: [512] });
    expect(outputOf(await tuner.tune(input))).toMatchObject({
      measurements: [{ architecture: 'x86_64' }, { architecture: 'arm64' }],
    });
    await expectNothingLeft();
  });

  it('refuses a second run on a function, which does not disturb the first', async () => {
    const first = await tuner.start(anInput({ payload: { ms: 100 } }));
    await tuner.enters(first, 'PublishVersion');
    const second = await tuner.tune(anInput());
    expect(second).toMatchObject({ status: 'FAILED', error: 'FunctionLocked' });
    expect(second.cause).toContain(first);
    expect(await tuner.ended(first)).toMatchObject({ status: 'SUCCEEDED' });
    await expectNothingLeft();
  });

  const tasks = [
    ['ValidateInput', 'validateInput'],
    ['LockFunction', 'lockFunction'],
    ['PlanRound', 'planRound'],
    ['PublishVersion', 'publishVersion'],
    ['RestoreFunction', 'restoreFunction'],
    ['MeasureCandidate', 'measureCandidate'],
    ['AnalyseRun', 'analyseRun'],
    ['CleanUp', 'cleanUpRun'],
  ] as const;

  it.each(tasks)('leaves nothing when it is aborted in %s', async (state) => {
    const executionArn = await tuner.start(anInput({ payload: { ms: 50 } }));
    await tuner.enters(executionArn, state);
    await tuner.abort(executionArn);
    await eventuallyNothingLeft();
    // The next run finds a function like any other.
    expect(await tuner.tune(anInput({ powerValues: [512] }))).toMatchObject({
      status: 'SUCCEEDED',
    });
    await expectNothingLeft();
  });

  it.each(tasks)('goes on when the process of %s is killed', async (_state, functionKey) => {
    const executionArn = await tuner.start(anInput({ payload: { ms: 50 } }));
    await eventually(
      'a process was killed at work',
      async () => {
        killEnvironments(`acado-power-tuner-local-${functionKey}`);
        return (await tuner.hasFailedTask(executionArn)) || undefined;
      },
      { intervalMs: 20 },
    );
    expect(await tuner.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    await eventuallyNothingLeft();
  });

  it('configures the function as recommended, with an alias for it', async () => {
    const input = { powerValues: [512, 1024], payload: { ms: 2 }, strategy: 'speed' };
    const lambdaARN = arnOfFunction(SINGLE);
    const options = { autoOptimize: true, autoOptimizeAlias: 'live', minimumEffect: 0 };
    const output = outputOf(await tuner.tune(anInput({ ...input, ...options, lambdaARN })));
    const { MemorySize, Description } = await tuner.configuration(SINGLE);
    expect(MemorySize).toBe(output.power);
    expect(Description).toBe('');
    expect((await tuner.versions(SINGLE)).length).toBe(output.power === 512 ? 0 : 1);
    expect(await tuner.locks()).toEqual([]);
  });
});
