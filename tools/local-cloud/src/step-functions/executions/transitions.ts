import { type HistoryEvent } from '../interpreter/history.ts';

/**
 * Whether AWS bills an event as a state transition: a state that is entered; of a task each attempt, for retries count
 * too.
 */
export const isTransition = ({ type }: Pick<HistoryEvent, 'type'>): boolean =>
  type.endsWith('Scheduled') || (type.endsWith('StateEntered') && type !== 'TaskStateEntered');
