import { piecesOf } from '../cloud/concurrently.ts';
import type { Mailbox, Refusal } from '../queue/mailbox.ts';
import type { DeadLetter } from '../queue/message.ts';
import { BATCH } from '../queue/sqs-mailbox.ts';
import { type Remains, takeMessages } from '../queue/take-messages.ts';
import type { Destination } from './destination.ts';
import type { Journal } from './journal.ts';
import { batchAt, createRate, type Rate } from './rate.ts';

/** What a redrive is made of. */
export interface RedriveOptions {
  mailbox: Mailbox;
  destination: Pick<Destination, 'send'>;
  /** Ids of the messages. */
  wanted: ReadonlySet<string>;
  /** Messages per second. */
  perSecond: number;
  rate?: Rate;
  journal: Journal;
  signal?: AbortSignal | undefined;
  onProgress?: ((moved: number) => void) | undefined;
}

/** What became of the messages. */
export interface RedriveResult {
  /** Sent, and deleted from the dead-letter queue. */
  moved: number;
  /** Sent by an earlier redrive that was interrupted; now only deleted. */
  finished: number;
  /** Still in the dead-letter queue, and why. */
  failed: Refusal[];
  /** Not received: somebody else holds them, or they are gone. */
  missing: string[];
  isInterrupted: boolean;
}

/**
 * Moves messages: each is sent first and deleted after, so that none is lost wherever this process ends. One that was sent,
 * but not deleted, is known by the journal; only if the process ends within the very call that sends does a message go
 * twice, which consumers that are idempotent do not mind.
 */
export async function redrive(options: RedriveOptions): Promise<RedriveResult> {
  const { mailbox, destination, wanted, perSecond, journal, signal, onProgress } = options;
  const rate = options.rate ?? createRate(perSecond);
  const result = { moved: 0, finished: 0, failed: [] as Refusal[] };
  const idsOf = (some: readonly DeadLetter[]) => some.map(({ messageId }) => messageId);

  const send = async (messages: readonly DeadLetter[]): Promise<DeadLetter[]> => {
    if (messages.length === 0) return [];
    journal.write('sending', idsOf(messages));
    const refusals = await destination.send(messages);
    rate.passed(messages.length);
    result.failed.push(...refusals);
    const refused = new Set(refusals.map(({ messageId }) => messageId));
    // What was not sent is as it was.
    journal.write('settled', [...refused]);
    const sent = messages.filter(({ messageId }) => !refused.has(messageId));
    journal.write('sent', idsOf(sent));
    return sent;
  };

  const remove = async (messages: readonly DeadLetter[]): Promise<DeadLetter[]> => {
    if (messages.length === 0) return [];
    const left = await mailbox.remove(messages);
    for (const { messageId, reason } of left)
      result.failed.push({ messageId, reason: `Sent, but not deleted: ${reason}` });
    const gone = messages.filter(
      ({ messageId }) => !left.some((refusal) => refusal.messageId === messageId),
    );
    journal.write('settled', idsOf(gone));
    return gone;
  };

  const take = async (messages: DeadLetter[]): Promise<Remains> => {
    const before = journal.sent();
    const again = messages.filter(({ messageId }) => before.has(messageId));
    const fresh = messages.filter((message) => !again.includes(message));
    const gone = new Set(await remove(again));
    result.finished += gone.size;
    let untouched: DeadLetter[] = [];
    for (const [index, batch] of piecesOf(fresh, batchAt(perSecond)).entries()) {
      await rate.ready(signal);
      if (signal?.aborted) {
        untouched = fresh.slice(index * batchAt(perSecond));
        break;
      }
      const moved = await remove(await send(batch));
      for (const message of moved) gone.add(message);
      result.moved += moved.length;
      onProgress?.(result.moved + result.finished);
    }
    return { staying: messages.filter((message) => !gone.has(message)), untouched };
  };

  // What is received is not held for longer than its time: ten at less than one per second would be.
  const batch = perSecond >= 1 ? BATCH : 1;
  const taken = await takeMessages(mailbox, { wanted, batch, take, signal });
  journal.close();
  return { ...result, ...taken };
}
