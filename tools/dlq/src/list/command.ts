import { type Command, CommandError, readOptions, textTable } from '@acado/command-line';
import { TARGET_OPTIONS, TARGET_USAGE, withClients } from '../cloud/open-clients.ts';
import { counted, durationText } from '../text.ts';
import { fromWhere, whyHere } from './explain.ts';
import { type DeadLetterQueue, depthOf, findDeadLetterQueues } from './find.ts';

const usage = `Usage: npm run --silent dlq list -- [options]

Every dead-letter queue of a region: queues that another queue's redrive policy names, those of rule
targets, and those that functions send failed asynchronous invocations to. Nothing is received.

  --stage <s>        only queues of this stage, by their names acado-<service>-<stage>-…
  --service <s>      only queues of this service, such as worker-b
  --fail-if-not-empty  exit with 1 if any of them has a message, for use in CI
${TARGET_USAGE}
AGE is CloudWatch's ApproximateAgeOfOldestMessage of the last 15 minutes: the time since the oldest
message came to the dead-letter queue. It is not the message's own age, by which a standard queue
deletes it: a message that failed for a day has a day less to stay. peek shows when each was sent and
when it expires. CloudWatch passes over messages that were received three times or more, such as those
that were looked at often.

Exit codes: 0 listed; 1 not empty, with --fail-if-not-empty; 2 wrong options, or AWS refuses.

Example:
  npm run --silent dlq list -- --stage prod --fail-if-not-empty
`;

const OPTIONS = {
  ...TARGET_OPTIONS,
  stage: { type: 'string' },
  service: { type: 'string' },
  'fail-if-not-empty': { type: 'boolean', default: false },
} as const;

/** Shows dead-letter queues. */
export const list: Command = {
  summary: 'every dead-letter queue: depth, age, where its messages come from',
  usage,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    // A variable of CI that is not set would otherwise find nothing, and say that all is well.
    for (const option of ['stage', 'service'] as const)
      if (options[option] === '') throw new CommandError(`--${option}: expected a name, not ""`);
    const queues = await withClients(options, (clients) => findDeadLetterQueues(clients, options));
    const full = queues.filter((queue) => depthOf(queue) > 0);
    if (options.json) io.stdout.write(`${JSON.stringify(queues.map(toJson), null, 2)}\n`);
    else {
      io.stdout.write(queues.length === 0 ? 'There is no dead-letter queue\n' : toText(queues));
      const messages = full.reduce((sum, queue) => sum + depthOf(queue), 0);
      io.stderr.write(
        `${counted(messages, 'message')} in ${full.length} of ${counted(queues.length, 'queue')}\n`,
      );
    }
    return options['fail-if-not-empty'] && full.length > 0 ? 1 : 0;
  },
};

const toJson = (queue: DeadLetterQueue) => ({
  ...{ name: queue.name, url: queue.url, arn: queue.arn },
  depth: { visible: queue.visible, inFlight: queue.inFlight, delayed: queue.delayed },
  oldestMs: queue.oldestS === undefined ? null : queue.oldestS * 1000,
  retentionS: queue.retentionS,
  origins: queue.origins.map((origin) => ({ ...origin, why: whyHere(origin) })),
});

/** One line per queue, and below why messages end in those that hold some. */
function toText(queues: readonly DeadLetterQueue[]): string {
  const rows = queues.map((queue) => [
    queue.name,
    ...[queue.visible, queue.inFlight, queue.delayed].map((count) => count.toLocaleString('en')),
    ageOf(queue),
    fromOf(queue),
  ]);
  const heading = ['QUEUE', 'VISIBLE', 'IN FLIGHT', 'DELAYED', 'AGE', 'FROM'];
  const reasons = queues
    .filter((queue) => depthOf(queue) > 0 && queue.origins.length > 0)
    .map(({ name, origins }) => `\n${name}: ${origins.map(whyHere).join('; or ')}\n`);
  return textTable([heading, ...rows], [1, 2, 3, 4]) + reasons.join('');
}

function fromOf({ origins: [first, ...others] }: DeadLetterQueue): string {
  if (!first) return 'no queue, rule or function names it';
  return others.length > 0 ? `${fromWhere(first)} and ${others.length} more` : fromWhere(first);
}

function ageOf(queue: DeadLetterQueue): string {
  if (depthOf(queue) === 0) return '-';
  return queue.oldestS === undefined ? '?' : durationText(queue.oldestS);
}
