import type { OrderPlacedEvent } from '@acado/events';

/** Where events wait until they are on the bus. What it has taken is safe. */
export type Inbox = {
  /** What became of each event, in the order given: taken if it has no error. Never rejects. */
  put: (events: readonly OrderPlacedEvent[]) => Promise<{ error?: Error }[]>;
};
