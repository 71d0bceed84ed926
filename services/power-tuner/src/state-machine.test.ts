import { StateMachine } from 'aws-local-stepfunctions';
import * as z from 'zod';
import { outcomeOf } from './domain/end-run.ts';
import { FunctionNotFound, ServiceUnavailable } from './domain/errors.ts';
import { aRun, anInput, aWorld, type World } from './testing/a-world.ts';
import { readDefinition, validateDefinition } from './testing/state-machine.ts';

const stateSchema = z.looseObject({
  Type: z.string(),
  Next: z.string().optional(),
  Default: z.string().optional(),
  End: z.boolean().optional(),
  TimeoutSeconds: z.number().optional(),
  Retry: z.array(z.object({ ErrorEquals: z.array(z.string()) }).loose()).optional(),
  Catch: z
    .array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() }).loose())
    .optional(),
  Choices: z.array(z.looseObject({ Next: z.string() })).optional(),
  ItemProcessor: z
    .object({ StartAt: z.string(), States: z.record(z.string(), z.unknown()) })
    .optional(),
});
type State = z.infer<typeof stateSchema>;
type Processor = { StartAt: string; States: Record<string, State> };

const processorOf = ({
  StartAt,
  States,
}: {
  StartAt: string;
  States: Record<string, unknown>;
}) => ({
  StartAt,
  States: z.record(z.string(), stateSchema).parse(States),
});
const catchesAll = ({ Catch = [] }: State): boolean =>
  Catch.some(({ ErrorEquals }) => ErrorEquals.includes('States.ALL'));

/** Every processor of the machine, with whether a Map around it catches what it does not. */
function* processorsIn(
  processor: Processor,
  isCaught = false,
): Generator<Processor & { isCaught: boolean }> {
  yield { ...processor, isCaught };
  for (const state of Object.values(processor.States)) {
    if (state.ItemProcessor)
      yield* processorsIn(processorOf(state.ItemProcessor), catchesAll(state));
  }
}

const definition = readDefinition();
const processors = [...processorsIn(processorOf(definition))];
const tasks = processors.flatMap(({ States, isCaught }) =>
  Object.entries(States)
    .filter(([, { Type }]) => Type === 'Task')
    .map(([name, state]) => ({ name, state, isCaught })),
);

describe('definition', () => {
  it('is valid to another validator', () => {
    expect(validateDefinition(definition)).toEqual([]);
    expect(validateDefinition({ ...definition, StartAt: 'Nowhere' })).not.toEqual([]);
  });

  it.each(tasks)('limits, repeats and catches $name', ({ state, isCaught }) => {
    expect(state.TimeoutSeconds).toBeGreaterThan(0);
    expect(catchesAll(state) || isCaught).toBe(true);
    const repeated = state.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals) ?? [];
    expect(repeated).toContain('Lambda.ServiceException');
    // Paid work is not repeated because of what it says of itself.
    expect(repeated).not.toContain('States.ALL');
    expect(repeated).not.toContain('States.TaskFailed');
  });

  it('has a way from every state of a function to its end, and none around CleanUp', () => {
    const { States } = processors.find(({ StartAt }) => StartAt === 'LockFunction')!;
    const nextOf = ({ Next, Default, Choices = [], Catch = [] }: State): string[] =>
      [Next, Default, ...Choices.map((it) => it.Next), ...Catch.map((it) => it.Next)].flatMap(
        (name) => name ?? [],
      );
    const reaches = (name: string, seen = new Set<string>()): boolean => {
      if (name === 'CleanUp') return true;
      if (seen.has(name)) return false;
      return nextOf(States[name]!).some((next) => reaches(next, seen.add(name)));
    };
    const afterCleanUp = ['HasAnalysis', 'WarnOfRemains', 'KeepAnalysis', 'NotCleanedUp'];
    const before = Object.keys(States).filter((name) => !afterCleanUp.includes(name));
    expect(before.filter((name) => !reaches(name))).toEqual([]);
    expect(before.filter((name) => States[name]!.End)).toEqual(['CleanUp']);
  });
});

interface Execution {
  run: { id: string; arn: string };
  functionArn: string;
  candidateId: string;
  copies: number;
  samples: number;
  parallel: number;
  lock: { formerRun: { id: string; arn: string } };
  analysed?: { analysis: Record<string, unknown> | null };
  failure?: { Error: string; Cause: string };
  notApplied?: { Error: string; Cause: string };
}

/** Runs the definition itself over fakes: tasks are called as Lambda would call them. */
async function execute(
  { steps }: World,
  input: unknown,
  interfere: (state: string, count: number) => void = () => undefined,
) {
  const calls = new Map<string, number>();
  const asTask = (state: string, act: (input: Execution) => Promise<unknown>) => {
    return async (value: unknown): Promise<unknown> => {
      calls.set(state, (calls.get(state) ?? 0) + 1);
      try {
        interfere(state, calls.get(state)!);
        return JSON.parse(JSON.stringify(await act(value as Execution))) as unknown;
      } catch (error) {
        const { name, message } = error as Error;
        const cause = JSON.stringify({ errorType: name, errorMessage: message, trace: [] });
        throw Object.assign(new Error(cause), { name });
      }
    };
  };
  const end = async (state: Execution) =>
    outcomeOf(state, { ...state, analysis: state.analysed?.analysis }, await steps.end(state.run));
  const run = aRun();
  const { result, eventLogs } = new StateMachine(definition as never, {
    validationOptions: { noValidate: true },
  }).run(input as never, {
    overrides: {
      taskResourceLocalHandlers: {
        ValidateInput: asTask('ValidateInput', (state) =>
          steps.validate(state.run, (state as unknown as { input: unknown }).input),
        ),
        LockFunction: asTask('LockFunction', (state) => steps.lock(state.run)),
        CleanUpFormerRun: asTask('CleanUpFormerRun', end),
        PlanRound: asTask('PlanRound', (state) => steps.plan(state.run)),
        PublishVersion: asTask('PublishVersion', ({ run, candidateId, copies }) =>
          steps.publish(run, candidateId, copies),
        ),
        RestoreFunction: asTask('RestoreFunction', (state) => steps.restore(state.run)),
        MeasureCandidate: asTask('MeasureCandidate', ({ run, candidateId, samples, parallel }) =>
          steps.measure(run, candidateId, samples, parallel),
        ),
        AnalyseRun: asTask('AnalyseRun', (state) => steps.analyse(state.run)),
        ApplyResult: asTask('ApplyResult', (state) =>
          steps.apply(state.run, state.analysed?.analysis?.recommendation as never),
        ),
        CleanUp: asTask('CleanUp', end),
      } as never,
      waitTimeOverrides: { WaitForFunction: 0, WaitForVersion: 0 },
      retryIntervalOverrides: Object.fromEntries(tasks.map(({ name }) => [name, 0])),
    },
    context: { Execution: { Name: run.id, Id: run.arn } },
  });
  const entered: string[] = [];
  const counting = (async () => {
    for await (const event of eventLogs) {
      const { type, stateName } = event as unknown as { type: string; stateName?: string };
      if (type.endsWith('StateEntered') || type === 'StateEntered') entered.push(stateName ?? '');
    }
  })();
  try {
    return { output: (await result) as unknown, entered, calls };
  } finally {
    await counting;
  }
}

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
    expect(output).toMatchObject({ current: { memoryMb: 512 }, invocations: 15 });
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
