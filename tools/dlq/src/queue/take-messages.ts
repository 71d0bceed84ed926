import { HOLD_S } from './read-queue.ts';
import type { Mailbox } from './mailbox.ts';
import type { DeadLetter } from './message.ts';

/** Which messages are taken out of a queue, and how. */
export interface TakeOptions {
  /** Ids of the messages to take. */
  wanted: ReadonlySet<string>;
  /** Messages of one call, 1 to 10. */
  batch: number;
  /** Does what is to be done with wanted messages. */
  take: (messages: DeadLetter[]) => Promise<Remains>;
  signal?: AbortSignal | undefined;
}

/** Messages that are in the queue still after they were to be taken. */
export interface Remains {
  /** They could not be taken, and are not offered again. */
  staying: readonly DeadLetter[];
  /** Nothing was done with them: it was interrupted. */
  untouched?: readonly DeadLetter[];
}

/** What became of wanted messages. */
export interface Taken {
  /** Ids that did not come: somebody else holds them, or they are gone. */
  missing: string[];
  isInterrupted: boolean;
}

/** Receives in a row that brought nothing. */
const EMPTY = 3;

/**
 * Goes through a queue and takes the wanted messages; the others, and those that stay, are held until all are taken, so
 * that they do not come again and again, and given back at the end, whatever happens.
 */
export async function takeMessages(mailbox: Mailbox, options: TakeOptions): Promise<Taken> {
  const { wanted, batch, take, signal } = options;
  const open = new Set(wanted);
  const held = new Map<string, DeadLetter>();
  // Messages that came again, because their time was over, since the last new one came.
  const again = new Set<string>();
  let isRound = false;
  let empty = 0;
  try {
    while (open.size > 0 && empty < EMPTY && !isRound) {
      if (signal?.aborted) break;
      const received = await mailbox.receive({ max: batch, visibilityS: HOLD_S, waitS: 1 });
      if (received.some(({ messageId }) => !held.has(messageId))) again.clear();
      for (const { messageId } of received) {
        if (!held.has(messageId)) continue;
        // Whatever is there has come by before the same message comes for the second time.
        isRound ||= again.has(messageId);
        again.add(messageId);
      }
      // Until they are dealt with; a message that comes again has a new receipt.
      for (const message of received) held.set(message.messageId, message);
      empty = received.length === 0 ? empty + 1 : 0;
      const due = received.filter(({ messageId }) => open.has(messageId));
      if (due.length === 0) continue;
      const { staying, untouched = [] } = await take(due);
      for (const message of due) {
        if (untouched.includes(message)) continue;
        open.delete(message.messageId);
        if (!staying.includes(message)) held.delete(message.messageId);
      }
    }
  } finally {
    await mailbox.giveBack([...held.values()]);
  }
  return { missing: [...open], isInterrupted: signal?.aborted === true && open.size > 0 };
}
