import { createHistory, type HistoryEvent } from '../interpreter/history.ts';
import { inputDetails, outputDetails, textOf } from '../interpreter/payloads.ts';
import { runStates } from '../interpreter/run-states.ts';
import { asFailure, errorAndCause } from '../interpreter/state-failure.ts';
import { at } from '../interpreter/wait.ts';
import { type Json, parseJson } from '../json.ts';
import { type StateMachine } from '../state-machine.ts';
import { type Task } from '../tasks/task.ts';
import { type Execution, type Outcome } from './execution.ts';

/** Why an execution was ended from outside; the reason of its signal. */
export class Ended extends Error {
  readonly outcome: Extract<Outcome, { status: 'TIMED_OUT' | 'ABORTED' | 'FAILED' }>;

  constructor(outcome: Ended['outcome']) {
    super(outcome.status);
    this.outcome = outcome;
  }
}

const LAST_EVENTS = {
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const;

/** The event that ends a history. */
export const lastEvent = (outcome: Outcome): [type: string, details: Record<string, object>] => {
  if (outcome.status === 'SUCCEEDED')
    return [
      'ExecutionSucceeded',
      { executionSucceededEventDetails: outputDetails(outcome.output) },
    ];
  const [type, details] = LAST_EVENTS[outcome.status];
  const { error: name = '', cause: message = '' } = outcome;
  return [type, { [details]: errorAndCause({ name, message }) }];
};

export type RunOptions = {
  execution: Execution;
  machine: StateMachine;
  region: string;
  runTask: (task: Task) => Promise<Json>;
  record: (event: HistoryEvent) => void;
  /** Aborted with `Ended`, it ends the execution. */
  controller: AbortController;
};

/** Runs a state machine from its first state to its end. Never rejects. */
export const runExecution = async (options: RunOptions): Promise<Outcome> => {
  const { execution, machine, controller, record, region, runTask } = options;
  const { signal } = controller;
  const { program, roleArn } = machine;
  const history = createHistory(record);
  const thread = history.start({
    executionStartedEventDetails: { ...inputDetails(execution.input), roleArn },
  });
  const { TimeoutSeconds } = program;
  const cancelTimeout =
    TimeoutSeconds !== undefined
      ? at(execution.startDate + TimeoutSeconds * 1000, () =>
          controller.abort(new Ended({ status: 'TIMED_OUT' })),
        )
      : () => undefined;

  const run = async (): Promise<Outcome> => {
    try {
      const input = parseJson(execution.input);
      const context = {
        Execution: {
          ...{ Id: execution.arn, Input: input, Name: execution.name, RoleArn: roleArn },
          ...{ StartTime: new Date(execution.startDate).toISOString(), RedriveCount: 0 },
        },
        StateMachine: { Id: machine.arn, Name: machine.name },
      };
      const scope = { context, thread, signal, region, runTask };
      return { status: 'SUCCEEDED', output: textOf(await runStates(program, input, scope)) };
    } catch (error) {
      if (signal.reason instanceof Ended) return signal.reason.outcome;
      return { status: 'FAILED', ...errorAndCause(asFailure(error)) };
    }
  };
  const outcome = await run();
  cancelTimeout();
  history.end(...lastEvent(outcome));
  return outcome;
};
