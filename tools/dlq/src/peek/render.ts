import { REDRIVE_COUNT, type DeadLetter, messageBytes, redriveCountOf } from '../queue/message.ts';
import { counted, durationText, shortText, timeText } from '../text.ts';
import { envelopeOf, type Envelope } from './envelope.ts';
import type { ResolvedPayload } from './payloads.ts';

/** A message, what it says of itself, and what its pointers lead to. */
export interface Shown {
  message: DeadLetter;
  envelope: Envelope;
  payloads?: ResolvedPayload[];
}

export const shownOf = (message: DeadLetter): Shown => ({
  message,
  envelope: envelopeOf(message.body),
});

const BODY = 600;

/** A message for people. */
export function messageText(
  { message, envelope, payloads = [] }: Shown,
  retentionS: number,
  now: number,
): string {
  const leftS = retentionS - (now - message.sentAt) / 1000;
  const lines = [
    message.messageId,
    `  sent ${timeText(message.sentAt)} (${durationText((now - message.sentAt) / 1000)} ago), expires in ${durationText(leftS)}; received ${counted(message.receiveCount, 'time')}; ${counted(messageBytes(message), 'byte')}`,
    ...eventLines(envelope),
    ...Object.entries(message.attributes)
      .filter(([name]) => name !== REDRIVE_COUNT)
      .map(
        ([name, { StringValue, DataType }]) =>
          `  ${name}: ${shortText(StringValue ?? `(${DataType})`, 200)}`,
      ),
    ...(redriveCountOf(message) > 0
      ? [`  redriven ${counted(redriveCountOf(message), 'time')}, and back`]
      : []),
    ...(message.groupId === undefined ? [] : [`  group ${message.groupId}`]),
    `  ${shortText(message.body, BODY)}`,
    ...payloads.map(
      ({ bucket, key, content, problem }) =>
        `  s3://${bucket}/${key}: ${problem ?? ''}${content === undefined ? '' : shortText(content, BODY)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function eventLines({
  kind,
  source,
  detailType,
  time,
  eventIds,
  correlationIds,
  orderIds,
  payloads,
  functionArn,
}: Envelope): string[] {
  const list = (name: string, values: readonly string[]): string[] =>
    values.length === 0
      ? []
      : [
          `${name} ${values.slice(0, 3).join(', ')}${values.length > 3 ? ` and ${values.length - 3} more` : ''}`,
        ];
  const facts = [
    ...(kind === 'invocation' ? [`invocation of ${functionArn}`] : []),
    ...(detailType === undefined
      ? []
      : [`${detailType} of ${source ?? '?'}${time === undefined ? '' : ` at ${time}`}`]),
    ...list('event', eventIds),
    ...list('correlation', correlationIds),
    ...list('order', orderIds),
    ...list(
      'payload',
      payloads.map(({ bucket, key }) => `s3://${bucket}/${key}`),
    ),
  ].map((fact) => `  ${shortText(fact, 300)}`);
  if (kind === 'text') facts.push('  not JSON');
  return facts;
}
