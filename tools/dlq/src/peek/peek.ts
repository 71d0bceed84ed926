import { openMailbox } from '../queue/sqs-mailbox.ts';
import { readQueue, type Reading } from '../queue/read-queue.ts';
import type { Clients } from '../cloud/clients.ts';
import type { QueueFacts } from '../queue/queue-facts.ts';

/** How a queue is looked into. */
export interface PeekOptions {
  /** Messages at most. */
  max: number;
  signal?: AbortSignal | undefined;
  onProgress?: ((read: number) => void) | undefined;
}

/**
 * Looks at the messages of a queue; when it returns they are all visible again. What it changes: each message's receive
 * count, and for a moment nobody else can receive them.
 *
 * @example
 * const { messages } = await peekQueue(clients, await findDeadLetterQueue(clients, 'shop-dlq'), { max: 100 });
 */
export const peekQueue = (
  { sqs }: Pick<Clients, 'sqs'>,
  { url, visible }: Pick<QueueFacts, 'url' | 'visible'>,
  options: PeekOptions,
): Promise<Reading> =>
  readQueue(openMailbox(sqs, url), { ...options, expected: Math.min(visible, options.max) });
