import type { DeadLetter } from './message.ts';

/** Something that could not be done with a message. */
export interface Refusal {
  messageId: string;
  /** Why, in AWS's words. */
  reason: string;
}

/** A queue to read from. */
export interface Mailbox {
  /**
   * Receives up to `max` (1 to 10) messages, which nobody else sees for `visibilityS` seconds.
   *
   * @param waitS How long to wait for the first one; from 1 on SQS asks all of its servers.
   */
  receive: (request: { max: number; visibilityS: number; waitS: number }) => Promise<DeadLetter[]>;
  /** Makes received messages visible at once. What has become visible or is gone by itself is no error. */
  giveBack: (messages: readonly DeadLetter[]) => Promise<void>;
  /** Deletes received messages. @returns Those that are still there. */
  remove: (messages: readonly DeadLetter[]) => Promise<Refusal[]>;
}
