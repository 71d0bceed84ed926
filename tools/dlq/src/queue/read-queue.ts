import type { Mailbox } from './mailbox.ts';
import type { DeadLetter } from './message.ts';

/** How a queue is read. */
export interface ReadOptions {
  /** Stops after so many messages. */
  max: number;
  /** Messages that the queue says are visible; tells when reading may end early. */
  expected: number;
  /** Aborted: what was read is given back, and reading ends. */
  signal?: AbortSignal | undefined;
  onProgress?: ((read: number) => void) | undefined;
}

/** What a queue held. */
export interface Reading {
  /** Each message once, oldest first. */
  messages: DeadLetter[];
  /** Why reading ended; `interrupted` and `limit` mean that there may be more. */
  ended: 'empty' | 'limit' | 'round' | 'interrupted';
}

/**
 * For so long messages stay hidden if this process is killed before it gives them back, in seconds. Long enough to read
 * 100,000 of them before the first one comes round again.
 */
export const HOLD_S = 120;
/** Calls under way at once. */
const WIDTH = 4;
/** Receives in a row that brought nothing, or nothing new. */
const FRUITLESS = 2;

/**
 * Reads messages without consuming them: each is held while the others are received, so that it comes once, and all are
 * given back at the end, whatever happens.
 *
 * @throws What the mailbox throws, after giving back.
 */
export async function readQueue(mailbox: Mailbox, options: ReadOptions): Promise<Reading> {
  const { max, expected, signal, onProgress } = options;
  const held = new Map<string, DeadLetter>();
  let empty = 0;
  let stale = 0;
  let ended: Reading['ended'] = 'limit';

  const receive = async (count: number): Promise<number> => {
    // What was expected is there: nobody need wait for more.
    const waitS = held.size >= expected ? 0 : 1;
    const messages = await mailbox.receive({ max: count, visibilityS: HOLD_S, waitS });
    // A message that comes again has a new receipt; only that one gives it back.
    for (const message of messages) held.set(message.messageId, message);
    return messages.length;
  };

  try {
    while (held.size < max) {
      if (signal?.aborted) {
        ended = 'interrupted';
        break;
      }
      const known = held.size;
      const missing = max - known;
      const calls = Math.min(WIDTH, Math.ceil(Math.max(1, expected - known) / 10), missing);
      const share = Math.min(10, Math.ceil(missing / calls));
      const received = await all(Array.from({ length: calls }, () => receive(share)));
      onProgress?.(held.size);
      const count = received.reduce((sum, one) => sum + one, 0);
      empty = count === 0 ? empty + 1 : 0;
      stale = count > 0 && held.size === known ? stale + 1 : 0;
      if (stale > FRUITLESS) {
        ended = 'round';
        break;
      }
      if (empty >= (held.size >= expected ? 1 : FRUITLESS)) {
        ended = 'empty';
        break;
      }
    }
  } finally {
    await mailbox.giveBack([...held.values()]);
  }
  const messages = [...held.values()].sort((a, b) => a.sentAt - b.sentAt).slice(0, max);
  return { messages, ended };
}

/** Waits for all: what a slower call receives must be given back too. */
async function all<Result>(calls: Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(calls);
  return Promise.all(calls);
}
