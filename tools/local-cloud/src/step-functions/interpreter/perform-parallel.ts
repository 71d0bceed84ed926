import { type ParallelState } from '../definition/states-language.ts';
import { type Json } from '../json.ts';
import { evaluateWork } from './evaluate-state.ts';
import { performItems } from './perform-items.ts';
import { type Attempt } from './perform-state.ts';
import { runStates } from './run-states.ts';

/** Runs all branches of a Parallel at once. @throws StateFailure */
export const performParallel = (attempt: Attempt<ParallelState>): Promise<Json> => {
  const { state, input, context, thread, signal } = attempt;
  const { Branches } = state;
  return evaluateWork(state, input, context, async (processed) => {
    thread.add('ParallelStateStarted');
    try {
      const done = performItems(Branches, Branches.length, signal, (states, _index, own) =>
        runStates(states, processed, { ...attempt, thread: thread.fork(), signal: own }),
      );
      const results = await done.finally(() => thread.join());
      thread.add('ParallelStateSucceeded');
      return results;
    } catch (error) {
      if (!signal.aborted) thread.add('ParallelStateFailed');
      throw error;
    }
  });
};
