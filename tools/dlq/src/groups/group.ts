import type { DeadLetter } from '../queue/message.ts';
import { type Pattern, patternOf } from './failure.ts';
import { type Reason, type Reasons, UNEXPLAINED } from './reasons.ts';

/** Messages that failed for the same reason. */
export interface MessageGroup {
  /** Of the reason, or `unexplained`. */
  fingerprint: string;
  /** Absent from what nothing tells the reason of. */
  pattern?: Pattern;
  /** How reasons were found, the surest first. */
  by: Reason['by'][];
  /** In ms since 1970, when the first and the last of them were sent. */
  firstSentAt: number;
  lastSentAt: number;
  /** Oldest first. */
  messages: DeadLetter[];
  /** The whole reason of one of them. */
  example?: Reason;
}

const SURENESS: Reason['by'][] = ['message', 'message id', 'correlation id', 'time'];

/** Messages by why they failed, the largest group first. */
export function groupMessages(
  messages: readonly DeadLetter[],
  { byMessage }: Pick<Reasons, 'byMessage'>,
): MessageGroup[] {
  const groups = Map.groupBy(messages, ({ messageId }) => {
    const reason = byMessage.get(messageId);
    return reason ? patternOf(reason.failure).fingerprint : UNEXPLAINED;
  });
  return [...groups]
    .map(([fingerprint, members]): MessageGroup => {
      const reasons = members.flatMap(({ messageId }) => byMessage.get(messageId) ?? []);
      const [example] = reasons;
      const times = members.map(({ sentAt }) => sentAt);
      return {
        ...{ fingerprint, messages: members },
        by: SURENESS.filter((by) => reasons.some((reason) => reason.by === by)),
        firstSentAt: Math.min(...times),
        lastSentAt: Math.max(...times),
        ...(example && { example, pattern: patternOf(example.failure) }),
      };
    })
    .sort((a, b) => b.messages.length - a.messages.length);
}
