import {
  type Command,
  CommandError,
  type Io,
  listenForInterrupt,
  readArguments,
} from '@acado/command-line';
import { TARGET_OPTIONS, TARGET_USAGE, withClients } from '../cloud/open-clients.ts';
import { findQueue, type QueueFacts } from '../queue/queue-facts.ts';
import { createProgress } from '../progress.ts';
import { HOLD_S, type Reading } from '../queue/read-queue.ts';
import { counted } from '../text.ts';
import { oneQueue, wholeNumber } from '../whole-number.ts';
import { resolvePayloads } from './payloads.ts';
import { peekQueue } from './peek.ts';
import { messageText, shownOf, type Shown } from './render.ts';
import { checkSaveable, saveMessages, savedMessage } from './saved.ts';

const usage = `Usage: npm run --silent dlq peek -- <queue> [options]

Shows the messages of a queue without consuming them, each once, oldest first: what each was sent with,
and its event, correlation and order ids where it is an event of this system.

  --max <n>          messages at most, 1 to 100,000; default 100
  --message <id>     only this message; may be repeated (the queue is read all the same)
  --payloads         also read what pointers to S3 lead to
  --save <file>      also write the messages to a new file, for replay --file; it may hold people's data
  --force            also a queue that has a dead-letter queue itself
${TARGET_USAGE}
What it changes: SQS has no way to look at a message, so each is received, held until all are read, and
given back at once. Meanwhile nobody else can receive it, and ApproximateReceiveCount grows by one.
After three receives CloudWatch's age of the oldest message passes over it. In a queue that has a
dead-letter queue itself each look counts as a try, so only --force looks there. Of a FIFO queue one
sees what comes first in each message group. On Ctrl-C everything is given back; if this process is
killed, messages come back by themselves after ${HOLD_S} s.

Exit codes: 0 shown; 2 wrong options, no such queue, or AWS refuses; 130 interrupted.

Example:
  npm run --silent dlq peek -- acado-worker-b-dev-orders-dlq --max 5
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  max: { type: 'string', default: '100' },
  message: { type: 'string', multiple: true, default: [] as string[] },
  payloads: { type: 'boolean', default: false },
  save: { type: 'string' },
  force: { type: 'boolean', default: false },
} as const;

/** Shows the messages of a queue. */
export const peek: Command = {
  summary: 'the messages of a queue, without consuming them',
  usage,
  async run(args, io) {
    const { values: options, positionals } = readArguments(args, OPTIONS);
    const name = oneQueue(positionals);
    const max = wholeNumber('max', options.max, 1, 100_000);
    if (options.save !== undefined) checkSaveable(options.save);
    return withClients(options, async (clients) => {
      const queue = await findQueue(clients.sqs, name);
      const wanted = options.message.length === 0 ? max : Math.max(max, queue.visible + 100);
      const reading = await peekWithProgress(clients, queue, wanted, io, options.force);
      const { messages } = only(reading, options.message, name);
      if (options.save !== undefined) saveMessages(options.save, queue.name, messages);
      const shown = await Promise.all(
        messages.map(async (message): Promise<Shown> => {
          const one = shownOf(message);
          if (!options.payloads) return one;
          return { ...one, payloads: await resolvePayloads(clients.s3, one.envelope.payloads) };
        }),
      );
      io.stdout.write(options.json ? toJson(queue, reading, shown) : toText(queue, shown));
      if (!options.json) io.stderr.write(`${endText(queue, reading)}\n`);
      return reading.ended === 'interrupted' ? 130 : 0;
    });
  },
};

/**
 * Reads a queue with progress on standard error; Ctrl-C ends the reading.
 *
 * @param isForced Also a queue in which each look counts as a try.
 * @throws {CommandError} If that is so, and it is not forced.
 */
export async function peekWithProgress(
  clients: Parameters<typeof peekQueue>[0],
  queue: QueueFacts,
  max: number,
  io: Pick<Io, 'stderr'>,
  isForced = false,
): Promise<Reading> {
  if (!isForced) refuseIfLookingCounts(queue);
  const progress = createProgress(io.stderr);
  const interrupt = listenForInterrupt(() => process.exit(130));
  try {
    const reading = await peekQueue(clients, queue, {
      max,
      signal: interrupt.signal,
      onProgress: (read) => progress.update(`Read ${counted(read, 'message')} of ${queue.name}`),
    });
    return reading;
  } finally {
    progress.end();
    interrupt.release();
  }
}

function refuseIfLookingCounts({ name, redrive }: QueueFacts): void {
  if (!redrive) return;
  throw new CommandError(
    `${name} moves messages to a dead-letter queue after ${redrive.maxReceiveCount} receives, and each look counts as one: only peek --force looks all the same`,
  );
}

function only(reading: Reading, ids: readonly string[], queue: string): Reading {
  if (ids.length === 0) return reading;
  const messages = reading.messages.filter(({ messageId }) => ids.includes(messageId));
  const missing = ids.filter((id) => !messages.some(({ messageId }) => messageId === id));
  if (missing.length === 0) return { ...reading, messages };
  throw new CommandError(
    `${queue} has no message ${missing.join(', ')}, or somebody else holds it`,
  );
}

const toText = ({ retentionS }: QueueFacts, shown: readonly Shown[]): string =>
  shown.map((one) => messageText(one, retentionS, Date.now())).join('\n');

const toJson = (queue: QueueFacts, { ended }: Reading, shown: readonly Shown[]): string =>
  `${JSON.stringify(
    {
      ...{ queue: queue.name, ended },
      messages: shown.map(({ message, envelope, payloads }) => ({
        ...savedMessage(message),
        expiresAt: message.sentAt + queue.retentionS * 1000,
        envelope,
        ...(payloads && { payloads }),
      })),
    },
    null,
    2,
  )}\n`;

/** Why there may be more. */
export function endText(
  { name, inFlight, delayed }: QueueFacts,
  { messages, ended }: Reading,
): string {
  const more = {
    empty: '',
    round: '; messages came round again before the queue was empty, so there may be more',
    limit: '; there may be more, see --max',
    interrupted: '; interrupted, so there may be more',
  }[ended];
  const elsewhere = inFlight + delayed;
  const hidden =
    elsewhere > 0 ? `; ${elsewhere.toLocaleString('en')} more in flight or delayed` : '';
  return `${counted(messages.length, 'message')} of ${name}${more}${hidden}`;
}
