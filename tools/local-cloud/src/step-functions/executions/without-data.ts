import { type HistoryEvent } from '../interpreter/history.ts';

const DATA = new Set(['input', 'output', 'parameters', 'inputDetails', 'outputDetails']);

/** The details of an event without inputs and outputs. */
export const withoutData = (details: HistoryEvent['details']): HistoryEvent['details'] =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      Object.fromEntries(Object.entries(value).filter(([name]) => !DATA.has(name))) as object,
    ]),
  );
