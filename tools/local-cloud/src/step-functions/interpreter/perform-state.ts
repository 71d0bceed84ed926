import { z } from 'zod';
import { type FailState, type State, type WaitState } from '../definition/states-language.ts';
import { type Json } from '../json.ts';
import { type ContextObject } from './context-object.ts';
import { evaluateChoice, evaluatePath, evaluateWork } from './evaluate-state.ts';
import { performMap } from './perform-map.ts';
import { performParallel } from './perform-parallel.ts';
import { performTask } from './perform-task.ts';
import { type Scope } from './run-states.ts';
import { StateFailure } from './state-failure.ts';
import { isWholeSeconds, waitUntil } from './wait.ts';

/** One attempt at one state. */
export type Attempt<S extends State = State> = Omit<Scope, 'context'> & {
  name: string;
  state: S;
  input: Json;
  context: ContextObject;
};

export type Step = { output: Json; next?: string };

const textAt = async (path: string, { input, context }: Attempt<FailState>): Promise<string> => {
  const found = await evaluatePath(path, input, context);
  if (typeof found === 'string') return found;
  throw new StateFailure('States.Runtime', `The path '${path}' does not refer to a text.`);
};

const failureOf = async (attempt: Attempt<FailState>): Promise<StateFailure> => {
  const { Error, ErrorPath, Cause, CausePath } = attempt.state;
  return new StateFailure(
    ErrorPath === undefined ? Error : await textAt(ErrorPath, attempt),
    CausePath === undefined ? Cause : await textAt(CausePath, attempt),
  );
};

const isoTimestamp = z.iso.datetime({ offset: true });

/** When a Wait ends, in milliseconds since 1970. */
const endOf = async (state: WaitState, input: Json, context: ContextObject): Promise<number> => {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  const seconds =
    SecondsPath === undefined ? Seconds : await evaluatePath(SecondsPath, input, context);
  if (seconds !== undefined) {
    if (isWholeSeconds(seconds)) return Date.now() + seconds * 1000;
    throw new StateFailure(
      'States.Runtime',
      `${SecondsPath} does not refer to a whole number of seconds.`,
    );
  }
  const timestamp =
    TimestampPath === undefined ? Timestamp : await evaluatePath(TimestampPath, input, context);
  const { data } = isoTimestamp.safeParse(timestamp);
  if (data !== undefined) return Date.parse(data);
  throw new StateFailure(
    'States.Runtime',
    `${TimestampPath} does not refer to a timestamp like 2026-01-31T12:00:00Z.`,
  );
};

/** The output of a state without the errors that it handles, and what follows it. */
export const performState = async (attempt: Attempt): Promise<Step> => {
  const { state, input, context, signal } = attempt;
  const through = (work: (input: Json) => Promise<Json>, flow: object = state) =>
    evaluateWork(flow, input, context, work);
  const same = (processed: Json) => Promise.resolve(processed);

  switch (state.Type) {
    case 'Task':
      return { output: await performTask({ ...attempt, state }), next: state.Next };
    case 'Map':
      return { output: await performMap({ ...attempt, state }), next: state.Next };
    case 'Parallel':
      return { output: await performParallel({ ...attempt, state }), next: state.Next };
    case 'Pass': {
      const { Result } = state;
      const result = (processed: Json) =>
        Promise.resolve(Result === undefined ? processed : Result);
      return { output: await through(result), next: state.Next };
    }
    case 'Wait': {
      const output = await through(async (processed) => {
        await waitUntil(await endOf(state, processed, context), signal);
        return processed;
      });
      return { output, next: state.Next };
    }
    case 'Choice': {
      const processed = await through(same, { InputPath: state.InputPath });
      const next = await evaluateChoice(state, processed, context);
      return { output: await through(same), next };
    }
    case 'Succeed':
      return { output: await through(same) };
    case 'Fail':
      throw await failureOf({ ...attempt, state });
  }
};
