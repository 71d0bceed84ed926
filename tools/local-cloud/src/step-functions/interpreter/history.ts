import { StateFailure } from './state-failure.ts';

export type HistoryEvent = {
  id: number;
  previousEventId: number;
  /** AWS's name, e.g. `TaskStateEntered`. */
  type: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  /** By the name of its details, e.g. `stateEnteredEventDetails`. */
  details: Record<string, object>;
};

/** Events that follow each other: the states of an execution, or of one branch or item. */
export type Thread = {
  /** The id of the event. @throws StateFailure when an execution has more events than AWS keeps. */
  add: (type: string, details?: Record<string, object>) => number;
  /** The last event's. */
  last: () => number;
  /** A thread that goes off after the last event. */
  fork: () => Thread;
  /** Goes on after what came last anywhere. */
  join: () => void;
};

export type History = {
  start: (details: Record<string, object>) => Thread;
  /** What comes after it is not recorded. */
  end: (type: string, details: Record<string, object>) => void;
};

const MAX_EVENTS = 25_000;

/** Numbers the events of one execution. */
export const createHistory = (
  record: (event: HistoryEvent) => void,
  now: () => number = Date.now,
): History => {
  let lastId = 0;
  let ended = false;

  const append = (
    previousEventId: number,
    type: string,
    details: Record<string, object> = {},
  ): number => {
    if (ended) return lastId;
    lastId += 1;
    record({ id: lastId, previousEventId, type, timestamp: now(), details });
    return lastId;
  };

  const thread = (from: number): Thread => {
    let last = from;
    return {
      add: (type, details) => {
        if (lastId >= MAX_EVENTS - 1)
          throw new StateFailure(
            'States.Runtime',
            `The execution reached the maximum number of history events (${MAX_EVENTS}).`,
          );
        last = append(last, type, details);
        return last;
      },
      last: () => last,
      fork: () => thread(last),
      join: () => {
        last = lastId;
      },
    };
  };

  return {
    start: (details) => {
      append(0, 'ExecutionStarted', details);
      return thread(0); // AWS has the first state follow nothing
    },
    end: (type, details) => {
      append(lastId, type, details);
      ended = true;
    },
  };
};
