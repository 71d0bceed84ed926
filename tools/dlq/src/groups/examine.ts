import type { Clients } from '../cloud/clients.ts';
import type { DeadLetterQueue } from '../list/find.ts';
import type { Reading } from '../queue/read-queue.ts';
import { groupMessages, type MessageGroup } from './group.ts';
import { openLogs } from './logs.ts';
import { findReasons, type SearchOptions } from './reasons.ts';

/** What is in a dead-letter queue, and why. */
export interface Examination {
  queue: DeadLetterQueue;
  ended: Reading['ended'];
  groups: MessageGroup[];
  /** A log had more lines than were read, so reasons may be missing. */
  isCut: boolean;
}

/**
 * Groups messages that were read by why they failed, from what came with them and from the logs of their consumers.
 *
 * @example
 * const { groups } = await examine(clients, queue, await peekQueue(clients, queue, { max: 100 }));
 */
export async function examine(
  { logs, lambda }: Pick<Clients, 'logs' | 'lambda'>,
  queue: DeadLetterQueue,
  { messages, ended }: Reading,
  options: SearchOptions = {},
): Promise<Examination> {
  const reasons = await findReasons(messages, queue, openLogs(logs, lambda), options);
  return { queue, ended, groups: groupMessages(messages, reasons), isCut: reasons.isCut };
}
