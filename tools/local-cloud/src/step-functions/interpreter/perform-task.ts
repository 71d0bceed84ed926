import { type TaskState } from '../definition/states-language.ts';
import { type Json } from '../json.ts';
import { taskEvents } from '../tasks/task-events.ts';
import { evaluatePath, evaluateWork } from './evaluate-state.ts';
import { limited, textOf } from './payloads.ts';
import { type Attempt } from './perform-state.ts';
import { asFailure, StateFailure } from './state-failure.ts';
import { at, isWholeSeconds, orAborted } from './wait.ts';

const timeoutOf = async ({ state, input, context }: Attempt<TaskState>) => {
  const { TimeoutSeconds, TimeoutSecondsPath } = state;
  if (TimeoutSecondsPath === undefined) return TimeoutSeconds;
  const seconds = await evaluatePath(TimeoutSecondsPath, input, context);
  if (isWholeSeconds(seconds) && seconds > 0) return seconds;
  const cause = `The path '${TimeoutSecondsPath}' does not refer to a whole number of seconds.`;
  throw new StateFailure('States.Runtime', cause);
};

/** Rejects with `States.Timeout` when the work takes longer; the work itself goes on. */
const within = async (seconds: number | undefined, work: Promise<Json>): Promise<Json> => {
  if (seconds === undefined) return work;
  const { promise, reject } = Promise.withResolvers<never>();
  const cancel = at(Date.now() + seconds * 1000, () => reject(new StateFailure('States.Timeout')));
  try {
    return await Promise.race([work, promise]);
  } finally {
    cancel();
  }
};

/** Has the work of a Task done, with the events that tell of it. @throws StateFailure */
export const performTask = async (attempt: Attempt<TaskState>): Promise<Json> => {
  const { name, state, input, context, thread, signal, region } = attempt;
  const { Resource } = state;
  const timeoutInSeconds = await timeoutOf(attempt);
  const events = taskEvents(Resource, region);
  return evaluateWork(state, input, context, async (processed) => {
    signal.throwIfAborted();
    const text = limited(textOf(processed), name, 'was given an input');
    thread.add(...events.scheduled(text, timeoutInSeconds));
    thread.add(...events.started());
    try {
      const work = attempt.runTask({ resource: Resource, input: processed });
      const result = await orAborted(within(timeoutInSeconds, work), signal);
      thread.add(...events.succeeded(limited(textOf(result), Resource)));
      return result;
    } catch (error) {
      if (signal.aborted) throw error;
      const failure = asFailure(error);
      thread.add(...events.failed(failure));
      throw failure;
    }
  });
};
