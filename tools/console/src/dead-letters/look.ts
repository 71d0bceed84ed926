import {
  type DeadLetter,
  type DeadLetterQueue,
  envelopeOf,
  type Examination,
  fromWhere,
  whyHere,
} from '@acado/dlq';

/** As much of a body as a page shows. */
const MOST_TEXT = 16_384;

export type LookedMessage = {
  id: string;
  sentAt: number;
  receiveCount: number;
  /** What it is about, such as `OrderPlaced` and the ids of orders. */
  about: string;
  body: string;
  /** The body is longer than what is shown. */
  isCut: boolean;
};

/** What is in a dead-letter queue, by why it is there. */
export type Look = {
  queue: string;
  origins: { from: string; why: string }[];
  /** There are more messages than were looked at. */
  isCut: boolean;
  groups: { fingerprint: string; reason: string; messages: LookedMessage[] }[];
};

/** An examination as the page shows it. */
export function lookOf(
  { name, origins }: Pick<DeadLetterQueue, 'name' | 'origins'>,
  { groups, ended }: Pick<Examination, 'groups' | 'ended'>,
): Look {
  return {
    queue: name,
    origins: origins.map((origin) => ({ from: fromWhere(origin), why: whyHere(origin) })),
    isCut: ended === 'limit',
    groups: groups.map(({ fingerprint, example, messages }) => ({
      fingerprint,
      reason: example
        ? [example.failure.type, example.failure.message].filter(Boolean).join(': ')
        : 'Nothing tells why',
      messages: messages.map(messageOf),
    })),
  };
}

function messageOf({ messageId, sentAt, receiveCount, body }: DeadLetter): LookedMessage {
  const { kind, detailType, orderIds } = envelopeOf(body);
  return {
    ...{ id: messageId, sentAt, receiveCount },
    about: [detailType ?? kind, ...orderIds.slice(0, 3)].join(' '),
    body: body.slice(0, MOST_TEXT),
    isCut: body.length > MOST_TEXT,
  };
}
