import { counted } from '../text.ts';
import type { Refusal } from './mailbox.ts';

/** Messages of one reason that are named one by one. */
const NAMED = 10;

/** Why messages stay where they are, for people: many of one reason are told once. */
export const stayingText = (refusals: readonly Refusal[]): string[] =>
  [...Map.groupBy(refusals, ({ reason }) => reason)].flatMap(([reason, some]) =>
    some.length <= NAMED
      ? some.map(({ messageId }) => `${messageId} stays: ${reason}`)
      : [`${counted(some.length, 'message')} stay, such as ${some[0]!.messageId}: ${reason}`],
  );
