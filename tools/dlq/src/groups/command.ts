import { type Command, readArguments } from '@acado/command-line';
import { TARGET_OPTIONS, TARGET_USAGE, withClients } from '../cloud/open-clients.ts';
import { findDeadLetterQueue } from '../list/find.ts';
import { endText, peekWithProgress } from '../peek/command.ts';
import { createProgress } from '../progress.ts';
import { oneQueue, wholeNumber } from '../whole-number.ts';
import { examine } from './examine.ts';
import { MAX_LINES } from './reasons.ts';
import { groupsJson, groupsText } from './render.ts';

const usage = `Usage: npm run --silent dlq groups -- <queue> [options]

Groups the messages of a dead-letter queue by why they failed. The reason is in what came with the
message (from a rule, or from a function's asynchronous invocation) or in the log of the function that
reads the source queue: a line that names the message, its request, event or order. Ids, numbers and
times do not tell groups apart. Where no line names a message, but whole invocations failed while it
was tried (timeouts, crashes), the group says "PROBABLY"; what nothing explains is a group of its own,
"unexplained".

The fingerprint of a group is what redrive --group and purge --group take.

  --max <n>          messages at most, 1 to 100,000; default 1000; they are read as by peek
${TARGET_USAGE}
Of each log ${MAX_LINES.toLocaleString('en')} lines are read at most, from when the oldest message was sent.

Exit codes: 0 grouped; 2 wrong options, no such queue, or AWS refuses; 130 interrupted.

Example:
  npm run --silent dlq groups -- acado-worker-b-dev-orders-dlq
`;

const OPTIONS = { ...TARGET_OPTIONS, max: { type: 'string', default: '1000' } } as const;

/** Shows why messages failed. */
export const groups: Command = {
  summary: 'messages by why they failed',
  usage,
  async run(args, io) {
    const { values: options, positionals } = readArguments(args, OPTIONS);
    const name = oneQueue(positionals);
    const max = wholeNumber('max', options.max, 1, 100_000);
    return withClients(options, async (clients) => {
      const queue = await findDeadLetterQueue(clients, name);
      const reading = await peekWithProgress(clients, queue, max, io);
      if (reading.ended === 'interrupted') return 130;
      const progress = createProgress(io.stderr);
      const found = await examine(clients, queue, reading, { onProgress: progress.update });
      progress.end();
      io.stdout.write(
        options.json ? `${JSON.stringify(groupsJson(found), null, 2)}\n` : groupsText(found),
      );
      if (!options.json) {
        io.stderr.write(`${endText(queue, reading)}\n`);
        if (found.isCut) io.stderr.write('The log is longer than what was read of it\n');
      }
      return 0;
    });
  },
};
