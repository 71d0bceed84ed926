import type { Mailbox } from '../queue/mailbox.ts';
import type { DeadLetter } from '../queue/message.ts';

/** A queue in memory, whose messages are visible or held. */
export interface TestMailbox extends Mailbox {
  /** Ids of what can be received. */
  visible: () => string[];
  /** Ids of what somebody has received. */
  held: () => string[];
  receives: number;
  add: (messages: readonly DeadLetter[]) => void;
  /** What is held becomes visible, as when its time is over. */
  release: () => void;
}

/** Every receive brings the next messages in turn, as a standard queue does, more or less. */
export function aMailbox(messages: readonly DeadLetter[]): TestMailbox {
  const visible = new Map(messages.map((message) => [message.messageId, message]));
  const held = new Map<string, DeadLetter>();
  let receipts = 0;
  const mailbox: TestMailbox = {
    receives: 0,
    visible: () => [...visible.keys()],
    held: () => [...held.keys()],
    add: (more) => more.forEach((message) => visible.set(message.messageId, message)),
    release: () => {
      for (const [id, message] of held) visible.set(id, message);
      held.clear();
    },
    receive: async ({ max }) => {
      mailbox.receives += 1;
      return [...visible.values()].slice(0, max).map((message) => {
        const received = { ...message, receiptHandle: `receipt-${(receipts += 1)}` };
        visible.delete(message.messageId);
        held.set(message.messageId, received);
        return received;
      });
    },
    giveBack: async (given) => {
      for (const { messageId, receiptHandle } of given) {
        const message = held.get(messageId);
        if (message?.receiptHandle !== receiptHandle) continue;
        held.delete(messageId);
        visible.set(messageId, message);
      }
    },
    remove: async (removed) => {
      const stale = removed.filter(
        ({ messageId, receiptHandle }) => held.get(messageId)?.receiptHandle !== receiptHandle,
      );
      for (const message of removed) if (!stale.includes(message)) held.delete(message.messageId);
      return stale.map(({ messageId }) => ({ messageId, reason: 'ReceiptHandleIsInvalid' }));
    },
  };
  return mailbox;
}
