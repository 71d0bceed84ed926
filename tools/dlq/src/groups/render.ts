import { envelopeOf } from '../peek/envelope.ts';
import { savedMessage } from '../peek/saved.ts';
import { counted, shortText, timeText } from '../text.ts';
import type { Examination } from './examine.ts';
import type { MessageGroup } from './group.ts';

const FOUND: Record<string, string> = {
  message: 'what came with the message',
  'message id': 'the consumer’s log names the message',
  'correlation id': 'the consumer’s log names its request, event or order',
  time: 'PROBABLY: no log line names it, but whole invocations failed so while it was tried',
};

/** Groups for people. */
export const groupsText = ({ groups }: Examination): string => groups.map(groupText).join('\n');

function groupText(group: MessageGroup): string {
  const { fingerprint, pattern, by, messages, firstSentAt, lastSentAt } = group;
  const when =
    messages.length === 1
      ? `sent ${timeText(firstSentAt)}`
      : `sent ${timeText(firstSentAt)} to ${timeText(lastSentAt)}`;
  const [first] = messages;
  const { orderIds } = envelopeOf(first?.body ?? '');
  const order = orderIds.length > 0 ? `, order ${orderIds[0]}` : '';
  const lines = [
    `${fingerprint}  ${counted(messages.length, 'message')}, ${when}`,
    ...(pattern
      ? [
          `  ${shortText(`${pattern.type}: ${pattern.message}`, 500)}`,
          ...(pattern.frame === undefined ? [] : [`  at ${pattern.frame}`]),
          `  found by: ${by.map((one) => FOUND[one]).join('; ')}`,
        ]
      : [
          '  no error found in the logs: they may be gone, or the consumer does not log what it fails with',
        ]),
    `  for example ${first?.messageId}${order}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for programs. */
export const groupsJson = ({ queue, ended, groups, isCut }: Examination) => ({
  ...{ queue: queue.name, ended, logsCutShort: isCut },
  groups: groups.map(
    ({ fingerprint, pattern, by, messages, firstSentAt, lastSentAt, example }) => ({
      fingerprint,
      count: messages.length,
      ...{ reason: pattern ?? null, foundBy: by, firstSentAt, lastSentAt },
      error: example?.failure ?? null,
      example: messages[0] && savedMessage(messages[0]),
      messageIds: messages.map(({ messageId }) => messageId),
    }),
  ),
});
