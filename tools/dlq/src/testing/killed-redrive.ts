// Redrives a queue and kills itself: after it has sent, or after it has written down what it sent.
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Mailbox } from '../queue/mailbox.ts';
import { findQueue } from '../queue/queue-facts.ts';
import { readQueue } from '../queue/read-queue.ts';
import { openMailbox } from '../queue/sqs-mailbox.ts';
import { queueDestination } from '../redrive/destination.ts';
import { openJournal } from '../redrive/journal.ts';
import { redrive } from '../redrive/redrive.ts';

const [from = '', to = '', folder = '', when = ''] = process.argv.slice(2);
const sqs = new SQSClient();
const [source, target] = [await findQueue(sqs, from), await findQueue(sqs, to)];
const queue = openMailbox(sqs, source.url);
const destination = queueDestination(sqs, target);
const { messages } = await readQueue(queue, { max: 1000, expected: source.visible });

let calls = 0;
const dieInSecond = (at: string): void => {
  if (at === when && ++calls === 2) process.kill(process.pid, 'SIGKILL');
};
const mailbox: Mailbox = {
  ...queue,
  // What it holds when it dies is back soon.
  receive: (request) => queue.receive({ ...request, visibilityS: 1 }),
  remove: async (some) => {
    dieInSecond('before-delete');
    return queue.remove(some);
  },
};
await redrive({
  mailbox,
  destination: {
    send: async (some) => {
      const refusals = await destination.send(some);
      dieInSecond('after-send');
      return refusals;
    },
  },
  wanted: new Set(messages.map(({ messageId }) => messageId)),
  perSecond: 10_000,
  journal: openJournal(folder, source.url),
});
