import { CommandError } from '@acado/command-line';
import type { Clients } from '../cloud/clients.ts';
import type { DeadLetterQueue } from '../list/find.ts';
import type { DeadLetter } from '../queue/message.ts';
import type { Reading } from '../queue/read-queue.ts';
import { examine } from './examine.ts';
import type { SearchOptions } from './reasons.ts';

/** Which messages of a queue are meant. */
export type Selection =
  { all: true } | { groups: readonly string[] } | { messages: readonly string[] };

/** Options that select messages. */
export const SELECT_OPTIONS = {
  group: { type: 'string', multiple: true },
  message: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
} as const;

/** @throws {CommandError} Unless exactly one kind is given. */
export function readSelection(options: {
  group?: string[] | undefined;
  message?: string[] | undefined;
  all: boolean;
}): Selection | undefined {
  const given = [options.group !== undefined, options.message !== undefined, options.all];
  if (given.filter(Boolean).length > 1)
    throw new CommandError('Choose one of --group, --message and --all');
  if (options.group) return { groups: options.group };
  if (options.message) return { messages: options.message };
  return options.all ? { all: true } : undefined;
}

/** Messages that were meant, and what was meant but is not there. */
export interface Selected {
  messages: DeadLetter[];
  /** Groups or messages that the queue does not have now. */
  absent: string[];
  /** Groups that it has, if it had to be found out. */
  groups?: string[];
}

/** The messages of a reading that a selection means; groups are looked up in the logs again. */
export async function selectMessages(
  clients: Pick<Clients, 'logs' | 'lambda'>,
  queue: DeadLetterQueue,
  reading: Reading,
  selection: Selection,
  options: SearchOptions = {},
): Promise<Selected> {
  const { messages } = reading;
  if ('all' in selection) return { messages, absent: [] };
  if ('messages' in selection) {
    const ids = selection.messages;
    return {
      messages: messages.filter(({ messageId }) => ids.includes(messageId)),
      absent: ids.filter((id) => !messages.some(({ messageId }) => messageId === id)),
    };
  }
  const { groups } = await examine(clients, queue, reading, options);
  const wanted = groups.filter(({ fingerprint }) => selection.groups.includes(fingerprint));
  return {
    messages: wanted.flatMap((group) => group.messages).sort((a, b) => a.sentAt - b.sentAt),
    absent: selection.groups.filter(
      (one) => !groups.some(({ fingerprint }) => fingerprint === one),
    ),
    groups: groups.map(({ fingerprint }) => fingerprint),
  };
}
