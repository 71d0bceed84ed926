import { StateMachine } from 'aws-local-stepfunctions';
import { outcomeOf } from '../domain/end-run.ts';
import { aRun, type World } from './a-world.ts';
import { readDefinition } from './state-machine.ts';

const definition = readDefinition();

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
export async function execute(
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
  const handlers = {
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
  };
  const { result, eventLogs } = new StateMachine(definition as never, {
    validationOptions: { noValidate: true },
  }).run(input as never, {
    overrides: {
      taskResourceLocalHandlers: handlers as never,
      waitTimeOverrides: { WaitForFunction: 0, WaitForVersion: 0 },
      retryIntervalOverrides: Object.fromEntries(Object.keys(handlers).map((name) => [name, 0])),
    },
    context: { Execution: { Name: run.id, Id: run.arn } },
  });
  const entered: string[] = [];
  const counting = (async () => {
    for await (const event of eventLogs) {
      const { type, stateName } = event as unknown as { type: string; stateName?: string };
      if (type.endsWith('StateEntered')) entered.push(stateName ?? '');
    }
  })();
  try {
    return { output: (await result) as unknown, entered, calls };
  } finally {
    await counting;
  }
}
