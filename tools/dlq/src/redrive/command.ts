import {
  type Command,
  CommandError,
  type Io,
  listenForInterrupt,
  readArguments,
} from '@acado/command-line';
import { join } from 'node:path';
import type { Clients } from '../cloud/clients.ts';
import { ROOT, TARGET_OPTIONS, TARGET_USAGE, withClients } from '../cloud/open-clients.ts';
import { ask } from '../confirm.ts';
import {
  readSelection,
  SELECT_OPTIONS,
  type Selected,
  selectMessages,
  type Selection,
} from '../groups/select.ts';
import { type DeadLetterQueue, findDeadLetterQueue } from '../list/find.ts';
import { peekWithProgress } from '../peek/command.ts';
import { createProgress } from '../progress.ts';
import { oneQueue, wholeNumber } from '../whole-number.ts';
import { findDestination } from './find-destination.ts';
import { openJournal } from './journal.ts';
import { measuredUsage } from './measured.ts';
import { planRedrive, type RedrivePlan } from './plan.ts';
import type { RedriveResult } from './redrive.ts';
import { planText, resultText } from './render.ts';
import { counted } from '../text.ts';

const usage = `Usage: npm run --silent dlq redrive -- <queue> --group <fingerprint> [options]

Sends messages of a dead-letter queue back to where they came from: the source queue, a rule's target,
or the function that was invoked. Says before what it will take and cost, and asks.

  --group <fp>       messages of this group, see groups; may be repeated
  --message <id>     this message; may be repeated
  --all              all messages
  --rate <n>         messages per second, on average; 0.01 to 10000, default 10
  --to <queue>       another queue than the one they came from
  --max <n>          messages that are looked at, 1 to 100,000; default 10,000
  --dry-run          only say what it would take
  --yes              do not ask; without a terminal nothing is sent unless it is given
  --journal <folder> where it is written down what was sent; default .local/dlq
${TARGET_USAGE}
A message is sent first and deleted after; body, attributes, trace header, group and deduplication ids
stay as they are, and an attribute AcadoRedriveCount says how often it was redriven, so that a message
that comes back is told. Safe to repeat, and to stop at any time: what was sent, but not deleted, is
known by the journal and only deleted. Only if this is killed within the call that sends, a message may
go twice. A FIFO queue drops a message that comes again with its deduplication id within five minutes:
such messages stay until then.

Permissions: sqs:ReceiveMessage, DeleteMessage and ChangeMessageVisibility on the dead-letter queue,
sqs:SendMessage on the other; with a KMS key of your own, kms:Decrypt and GenerateDataKey too.

Exit codes: 0 all moved, or nothing to move; 1 some stay; 2 wrong options, not confirmed, or AWS
refuses; 130 interrupted.

Example:
  npm run --silent dlq redrive -- acado-worker-b-dev-orders-dlq --group 1c0ffee1 --rate 5
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  ...SELECT_OPTIONS,
  rate: { type: 'string', default: '10' },
  to: { type: 'string' },
  max: { type: 'string', default: '10000' },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  journal: { type: 'string', default: join(ROOT, '.local/dlq') },
} as const;

/** Sends messages back. */
export const redrive: Command = {
  summary: 'messages back to where they came from, at a limited rate',
  usage,
  async run(args, io) {
    const { values: options, positionals } = readArguments(args, OPTIONS);
    const name = oneQueue(positionals);
    const selection = readSelection(options);
    if (!selection) throw new CommandError('Say which messages: --group, --message or --all');
    if (options.to === '') throw new CommandError('--to: expected the name of a queue');
    const perSecond = rateOf(options.rate);
    const max = wholeNumber('max', options.max, 1, 100_000);
    return withClients(options, async (clients) => {
      const queue = await findDeadLetterQueue(clients, name);
      // Before anything is received: that it is not clear where to is no reason to look.
      const destination = await findDestination(clients, queue, options.to);
      const selected = await select(clients, queue, selection, max, io);
      if (!selected) return 130;
      const { messages, absent } = selected;
      if (absent.length > 0) io.stderr.write(`${absentText(queue, selected)}\n`);
      if (messages.length === 0) {
        io.stderr.write(`Nothing to redrive in ${queue.name}\n`);
        if (options.json) io.stdout.write(`${JSON.stringify({ forecast: null, result: null })}\n`);
        return 0;
      }
      const measured = (functionName: string) => measuredUsage(ROOT, functionName);
      const plan = await planRedrive(clients, queue, messages, {
        perSecond,
        destination,
        measured,
      });
      io.stderr.write(planText(plan, perSecond));
      const isDry = options['dry-run'];
      if (!isDry && !options.yes) await confirm(io, plan);
      const result = isDry ? undefined : await runPlan(plan, options.journal, io);
      if (options.json) {
        const { forecast, warnings } = plan;
        const to = destination.name;
        const all = { queue: queue.name, to, forecast, warnings, result: result ?? null };
        io.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
      } else if (result) io.stdout.write(resultText(result));
      return result ? exitCodeOf(result) : 0;
    });
  },
};

function rateOf(text: string): number {
  const rate = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && rate >= 0.01 && rate <= 10_000) return rate;
  throw new CommandError(`--rate: expected messages per second, from 0.01 to 10000, not "${text}"`);
}

/** @returns `undefined` when it was interrupted. */
export async function select(
  clients: Clients,
  queue: DeadLetterQueue,
  selection: Selection,
  max: number,
  io: Io,
): Promise<Selected | undefined> {
  const reading = await peekWithProgress(clients, queue, max, io);
  if (reading.ended === 'interrupted') return undefined;
  if (reading.ended === 'limit' && queue.visible > max)
    io.stderr.write(`Only the first ${max} messages are looked at, see --max\n`);
  const progress = createProgress(io.stderr);
  const options = { onProgress: progress.update };
  const selected = await selectMessages(clients, queue, reading, selection, options).finally(
    progress.end,
  );
  const behind = queue.visible - reading.messages.length;
  if (queue.isFifo && reading.ended !== 'limit' && behind > 0)
    io.stderr.write(
      `${counted(behind, 'message')} more behind the first of each message group: the same command again takes those\n`,
    );
  return selected;
}

/** What was meant, but is not there. */
export const absentText = ({ name }: DeadLetterQueue, { absent, groups }: Selected): string =>
  groups
    ? `${name} has no message of group ${absent.join(', ')}; it has ${groups.join(', ') || 'none'}`
    : `${name} has no message ${absent.join(', ')}, or somebody else holds it`;

async function confirm(io: Io, { messages, destination }: RedrivePlan): Promise<void> {
  if (!io.stdin.isTTY)
    throw new CommandError(
      'Nothing was sent: this is no terminal to ask on; --yes sends without asking',
    );
  const answer = await ask(io, `Send ${messages.length} to ${destination.name}? [y/N] `);
  if (!/^y(es)?$/i.test(answer)) throw new CommandError('Nothing was sent');
}

async function runPlan(plan: RedrivePlan, folder: string, io: Io): Promise<RedriveResult> {
  const journal = openJournal(folder, plan.queue.url);
  const unsure = plan.messages.filter(({ messageId }) => journal.unsure().has(messageId)).length;
  if (unsure > 0)
    io.stderr.write(
      `${unsure} of them may go twice: an earlier redrive ended while it sent them\n`,
    );
  const progress = createProgress(io.stderr);
  const interrupt = listenForInterrupt(() => process.exit(130));
  try {
    return await plan.run({
      journal,
      signal: interrupt.signal,
      onProgress: (moved) => progress.update(`Moved ${moved} of ${plan.messages.length}`),
    });
  } finally {
    progress.end();
    interrupt.release();
  }
}

function exitCodeOf({ isInterrupted, failed, missing }: RedriveResult): number {
  if (isInterrupted) return 130;
  return failed.length > 0 || missing.length > 0 ? 1 : 0;
}
