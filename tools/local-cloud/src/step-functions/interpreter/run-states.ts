import { type State, type States } from '../definition/states-language.ts';
import { type Json } from '../json.ts';
import { type Task } from '../tasks/task.ts';
import { type ContextObject } from './context-object.ts';
import { evaluateWork } from './evaluate-state.ts';
import { type Thread } from './history.ts';
import { inputDetails, limited, outputDetails, textOf } from './payloads.ts';
import { catcherFor, createRetries } from './retry.ts';
import { performState, type Step } from './perform-state.ts';
import { asFailure, StateFailure } from './state-failure.ts';
import { waitUntil } from './wait.ts';

/** Where states run: in an execution, or in one branch or item of it. */
export type Scope = {
  context: Omit<ContextObject, 'State'>;
  thread: Thread;
  /** Aborted when nothing may be started any more. */
  signal: AbortSignal;
  region: string;
  runTask: (task: Task) => Promise<Json>;
};

const OF_DEFINITION = [
  'States.Runtime',
  'States.IntrinsicFailure',
  'States.NoChoiceMatched',
  'States.ResultPathMatchFailure',
];
const OCCURRED = 'An error occurred while executing the state';

/** Errors of a definition say where they are, unless they come from a state within. */
const located = (failure: StateFailure, name: string, enteredId: number): StateFailure => {
  const { name: error, message } = failure;
  if (!OF_DEFINITION.includes(error) || message.startsWith(OCCURRED)) return failure;
  const where = `${OCCURRED} '${name}' (entered at the event id #${enteredId}).`;
  return new StateFailure(error, `${where} ${message}`);
};

/** What came of a failure: another attempt, or the state that catches it. */
const recover = async (
  state: State,
  failure: StateFailure,
  retries: ReturnType<typeof createRetries>,
  { input, context, signal }: { input: Json; context: ContextObject; signal: AbortSignal },
): Promise<Step | 'again'> => {
  const delayMs = retries.next(failure);
  if (delayMs !== undefined) {
    await waitUntil(Date.now() + delayMs, signal);
    return 'again';
  }
  const catchers = 'Catch' in state ? state.Catch : [];
  const catcher = catcherFor(catchers, failure);
  if (!catcher) throw failure;
  const { ResultPath, Next } = catcher;
  const caught = () => Promise.resolve({ Error: failure.name, Cause: failure.message });
  return { output: await evaluateWork({ ResultPath }, input, context, caught), next: Next };
};

const ABORTABLE = new Set(['Task', 'Map', 'Parallel', 'Wait']);

const runState = async (name: string, state: State, input: Json, scope: Scope): Promise<Step> => {
  const { thread, signal } = scope;
  const { Type } = state;
  const retries = createRetries('Retry' in state ? state.Retry : []);
  const EnteredTime = new Date().toISOString();
  const entered = thread.add(`${Type}StateEntered`, {
    stateEnteredEventDetails: { name, ...inputDetails(textOf(input)) },
  });
  for (;;) {
    const State = { Name: name, EnteredTime, RetryCount: retries.count() };
    const context: ContextObject = { ...scope.context, State };
    try {
      const step = await performState({ ...scope, name, state, input, context }).catch(
        (error: unknown) => {
          if (signal.aborted) throw error;
          const failure = located(asFailure(error), name, entered);
          return recover(state, failure, retries, { input, context, signal });
        },
      );
      signal.throwIfAborted();
      if (step === 'again') continue;
      const output = limited(textOf(step.output), name);
      thread.add(`${Type}StateExited`, {
        stateExitedEventDetails: { name, ...outputDetails(output) },
      });
      return step;
    } catch (error) {
      if (signal.aborted) {
        if (ABORTABLE.has(Type)) thread.add(`${Type}StateAborted`);
        throw error;
      }
      throw asFailure(error);
    }
  }
};

/** Without it, states that wait for nothing would leave no turn to anybody else. */
const otherWork = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Goes from state to state until one ends; its output.
 * @throws StateFailure, or the reason of the signal
 */
export const runStates = async (
  { StartAt, States }: States,
  input: Json,
  scope: Scope,
): Promise<Json> => {
  let name: string | undefined = StartAt;
  let current = input;
  while (name !== undefined) {
    await otherWork();
    scope.signal.throwIfAborted();
    const state: State | undefined = States[name];
    if (!state) throw new Error(`there is no state ${name}`);
    ({ output: current, next: name } = await runState(name, state, current, scope));
  }
  return current;
};
