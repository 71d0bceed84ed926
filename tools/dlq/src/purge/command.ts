import {
  type Command,
  CommandError,
  type Io,
  listenForInterrupt,
  readArguments,
} from '@acado/command-line';
import { join, resolve } from 'node:path';
import { ROOT, TARGET_OPTIONS, TARGET_USAGE, withClients } from '../cloud/open-clients.ts';
import { ask } from '../confirm.ts';
import { readSelection, SELECT_OPTIONS } from '../groups/select.ts';
import { type DeadLetterQueue, findDeadLetterQueue } from '../list/find.ts';
import { checkSaveable, saveMessages } from '../peek/saved.ts';
import { createProgress } from '../progress.ts';
import { stayingText } from '../queue/staying.ts';
import { openMailbox } from '../queue/sqs-mailbox.ts';
import { absentText, select } from '../redrive/command.ts';
import { counted } from '../text.ts';
import { oneQueue, wholeNumber } from '../whole-number.ts';
import { deleteMessages, type PurgeResult } from './delete-messages.ts';

const usage = `Usage: npm run --silent dlq purge -- <queue> [options]

Deletes messages of a dead-letter queue for good. They are written to a file first, and only messages
that are in the file are deleted: what arrives meanwhile stays. Without --group and --message, all.

  --group <fp>       only messages of this group, see groups; may be repeated
  --message <id>     only this message; may be repeated
  --save <file>      a new file, for replay --file; default .local/dlq/<time>-<queue>.json. It may hold
                     people's data, so only you can read it: delete it when it is no longer needed
  --max <n>          messages that are looked at, 1 to 100,000; default 100,000
  --yes --queue-name <queue>   do not ask for the queue's name
${TARGET_USAGE}
Exit codes: 0 deleted, or nothing to delete; 1 some stay; 2 wrong options, not confirmed, or AWS
refuses; 130 interrupted.

Example:
  npm run --silent dlq purge -- acado-worker-b-dev-orders-dlq --group 1c0ffee1
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  ...SELECT_OPTIONS,
  save: { type: 'string' },
  max: { type: 'string', default: '100000' },
  yes: { type: 'boolean', default: false },
  'queue-name': { type: 'string' },
} as const;

/** Deletes messages. */
export const purge: Command = {
  summary: 'messages deleted for good, after they were saved',
  usage,
  async run(args, io) {
    const { values: options, positionals } = readArguments(args, OPTIONS);
    const name = oneQueue(positionals);
    const selection = readSelection(options) ?? { all: true };
    const max = wholeNumber('max', options.max, 1, 100_000);
    if (options.save !== undefined) checkSaveable(options.save);
    return withClients(options, async (clients) => {
      const queue = await findDeadLetterQueue(clients, name);
      if (options.yes) checkName(queue, options['queue-name']);
      const selected = await select(clients, queue, selection, max, io);
      if (!selected) return 130;
      const { messages, absent } = selected;
      if (absent.length > 0) io.stderr.write(`${absentText(queue, selected)}\n`);
      if (messages.length === 0) {
        io.stderr.write(`Nothing to delete in ${queue.name}\n`);
        if (options.json) io.stdout.write('{"file":null,"deleted":0,"failed":[],"missing":[]}\n');
        return 0;
      }
      if (!options.yes) await confirm(io, queue, messages.length);
      const file = resolve(options.save ?? defaultFile(queue));
      saveMessages(file, queue.name, messages);
      io.stderr.write(`${counted(messages.length, 'message')} saved: ${file}\n`);
      const progress = createProgress(io.stderr);
      const interrupt = listenForInterrupt(() => process.exit(130));
      const result = await deleteMessages(openMailbox(clients.sqs, queue.url), messages, {
        signal: interrupt.signal,
        onProgress: (deleted) => progress.update(`Deleted ${deleted} of ${messages.length}`),
      }).finally(() => {
        progress.end();
        interrupt.release();
      });
      io.stdout.write(options.json ? `${JSON.stringify({ file, ...result })}\n` : toText(result));
      if (result.isInterrupted) return 130;
      return result.failed.length > 0 || result.missing.length > 0 ? 1 : 0;
    });
  },
};

const defaultFile = ({ name }: DeadLetterQueue): string =>
  join(
    ROOT,
    '.local/dlq',
    `${new Date().toISOString().replace(/\.\d+/, '').replaceAll(':', '-')}-${name}.json`,
  );

function checkName({ name }: DeadLetterQueue, typed: string | undefined): void {
  if (typed === name) return;
  throw new CommandError(
    typed === undefined
      ? `--yes wants the name of the queue as well: --queue-name ${name}`
      : `--queue-name: the queue is ${name}, not "${typed}"`,
  );
}

async function confirm(io: Io, { name }: DeadLetterQueue, count: number): Promise<void> {
  if (!io.stdin.isTTY)
    throw new CommandError(
      `Nothing was deleted: this is no terminal to ask on; --yes --queue-name ${name} deletes without asking`,
    );
  const answer = await ask(
    io,
    `Delete ${counted(count, 'message')} for good? Type the name of the queue: `,
  );
  if (answer !== name) throw new CommandError('Nothing was deleted: that is not its name');
}

const toText = ({ deleted, failed, missing }: PurgeResult): string =>
  [
    `${counted(deleted, 'message')} deleted`,
    ...stayingText(failed),
    ...(missing.length > 0
      ? [
          `${counted(missing.length, 'message')} not deleted: interrupted, held by somebody else, or gone`,
        ]
      : []),
    '',
  ].join('\n');
