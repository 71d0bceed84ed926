import { withReferencePaths } from '../definition/reference-paths.ts';
import { programSchema } from '../definition/states-language.ts';
import { type Outcome } from '../executions/execution.ts';
import { Ended, runExecution } from '../executions/run-execution.ts';
import { type HistoryEvent } from '../interpreter/history.ts';
import { type Json, parseJson } from '../json.ts';
import { type Task } from '../tasks/task.ts';

export const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:worker';
export const INVOKE = 'arn:aws:states:::lambda:invoke';

/** A definition of one state, which ends. */
export const ofOneState = (state: object, more: object = {}) => ({
  ...{ StartAt: 'Only', States: { Only: { End: true, ...state } } },
  ...more,
});

/** A Task whose function answers with what the test says. */
export const aTask = (more: object = {}) => ({ Type: 'Task', Resource: FUNCTION, ...more });

export type Started = {
  done: Promise<Outcome>;
  events: HistoryEvent[];
  /** Types of the events, without what opens and ends every history. */
  types: () => string[];
  /** Inputs of the tasks so far. */
  tasks: Json[];
  abort: () => void;
};

/** Starts a definition with `work` in place of the functions. */
export const startMachine = (
  definition: object,
  { input = {}, work = (task) => task }: { input?: Json; work?: (input: Json) => unknown } = {},
): Started => {
  const text = JSON.stringify(definition);
  // Without the validator, which takes longer than all the rest.
  const program = programSchema.parse(withReferencePaths(parseJson(text)));
  const events: HistoryEvent[] = [];
  const tasks: Json[] = [];
  const controller = new AbortController();
  const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
  const roleArn = 'arn:aws:iam::000000000000:role/r';
  const done = runExecution({
    ...{ controller, region: 'us-east-1', record: (event) => void events.push(event) },
    execution: {
      ...{ arn: `${arn.replace('stateMachine', 'execution')}:x`, stateMachineArn: arn, name: 'x' },
      ...{ status: 'RUNNING', startDate: Date.now(), input: JSON.stringify(input) },
      revisionId: '1',
    },
    machine: {
      ...{ arn, name: 'm', roleArn, definition: text, program, tags: {} },
      ...{ revisionId: '1', createdAt: 0, updatedAt: 0 },
      logging: { level: 'OFF', includeExecutionData: false, logGroups: [] },
    },
    runTask: async ({ input: taskInput }: Task) => {
      tasks.push(taskInput);
      return (await work(taskInput)) as Json;
    },
  });
  return {
    ...{ done, events, tasks },
    types: () => events.slice(1, -1).map(({ type }) => type),
    abort: () => controller.abort(new Ended({ status: 'ABORTED' })),
  };
};

/** Runs a definition to its end. */
export const runMachine = async (...given: Parameters<typeof startMachine>) => {
  const started = startMachine(...given);
  const outcome = await started.done;
  return {
    ...started,
    outcome,
    output: 'output' in outcome ? (JSON.parse(outcome.output) as Json) : undefined,
  };
};
