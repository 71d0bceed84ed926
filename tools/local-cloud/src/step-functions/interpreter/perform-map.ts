import { type MapState } from '../definition/states-language.ts';
import { type Json } from '../json.ts';
import { evaluatePath, evaluateTemplate, evaluateWork } from './evaluate-state.ts';
import { performItems } from './perform-items.ts';
import { type Attempt } from './perform-state.ts';
import { runStates } from './run-states.ts';
import { StateFailure } from './state-failure.ts';

/** What an inline map runs at once at most, whatever it is allowed. */
const MAX_CONCURRENCY = 40;

const concurrencyOf = async ({ state, context }: Attempt<MapState>, input: Json) => {
  const { MaxConcurrency = 0, MaxConcurrencyPath } = state;
  const wanted =
    MaxConcurrencyPath === undefined
      ? MaxConcurrency
      : await evaluatePath(MaxConcurrencyPath, input, context);
  if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 0)
    throw new StateFailure(
      'States.Runtime',
      `The MaxConcurrencyPath '${MaxConcurrencyPath}' does not refer to a number of items.`,
    );
  return Math.min(wanted || MAX_CONCURRENCY, MAX_CONCURRENCY);
};

const itemsOf = async (
  { state: { ItemsPath }, context }: Attempt<MapState>,
  input: Json,
): Promise<Json[]> => {
  const items = ItemsPath === undefined ? input : await evaluatePath(ItemsPath, input, context);
  if (Array.isArray(items)) return items;
  const cause = `Reference path "${ItemsPath ?? '$'}" must point to array.`;
  throw new StateFailure('States.Runtime', cause);
};

/** Runs the states of a Map for each item. @throws StateFailure */
export const performMap = async (attempt: Attempt<MapState>): Promise<Json> => {
  const { name, state, input, context, thread, signal } = attempt;
  const selector = state.ItemSelector ?? state.Parameters;
  const states = state.ItemProcessor ?? state.Iterator;
  if (!states) throw new StateFailure('States.Runtime', 'The map has no ItemProcessor.');

  const run = async (processed: Json): Promise<Json> => {
    const items = await itemsOf(attempt, processed);
    const limit = await concurrencyOf(attempt, processed);
    thread.add('MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
    const perform = async (item: Json, index: number, itemSignal: AbortSignal): Promise<Json> => {
      const own = thread.fork();
      const details = { name, index };
      own.add('MapIterationStarted', { mapIterationStartedEventDetails: details });
      const itemContext = { ...context, Map: { Item: { Index: index, Value: item } } };
      try {
        const itemInput =
          selector === undefined ? item : await evaluateTemplate(selector, processed, itemContext);
        const scope = { ...attempt, context: itemContext, thread: own, signal: itemSignal };
        const output = await runStates(states, itemInput, scope);
        own.add('MapIterationSucceeded', { mapIterationSucceededEventDetails: details });
        return output;
      } catch (error) {
        if (itemSignal.aborted)
          own.add('MapIterationAborted', { mapIterationAbortedEventDetails: details });
        else own.add('MapIterationFailed', { mapIterationFailedEventDetails: details });
        throw error;
      }
    };
    const done = performItems(items, limit, signal, perform);
    const results = await done.finally(() => thread.join());
    thread.add('MapStateSucceeded');
    return results;
  };

  // What Parameters say is of an item.
  const flow = { ...state, Parameters: undefined };
  return evaluateWork(flow, input, context, async (processed) => {
    try {
      return await run(processed);
    } catch (error) {
      if (!signal.aborted) thread.add('MapStateFailed');
      throw error;
    }
  });
};
