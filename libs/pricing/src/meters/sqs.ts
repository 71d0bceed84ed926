import * as z from 'zod/mini';
import { Exact } from '../exact.ts';
import { choice, KIB, MIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, chunks, defineMeter } from '../meter.ts';

const CHUNK_BYTES = 64 * KIB;

/** Messages per call of `SendMessageBatch`, `ReceiveMessage` and `DeleteMessageBatch`. */
const MAX_BATCH = 10;

const queueType = choice('Type of the queue', ['standard', 'fifo']);
const batchSize = (action: string) =>
  orElse(whole(`Messages per ${action}`, { min: 1, max: MAX_BATCH }), 1);

/** Billed requests for `messages` moved in calls of `batch`, each started 64 KB of a call being one; the last call may be short. */
const transfers = (messages: number, batch: number, bytes: number): Exact => {
  const rest = messages % batch;
  const full = Exact.of((messages - rest) / batch).times(chunks(batch * bytes, CHUNK_BYTES));
  return rest === 0 ? full : full.plus(chunks(rest * bytes, CHUNK_BYTES));
};

/**
 * A queue, from the messages that pass through it: each is sent, received and deleted once. A call is one request for
 * each started 64 KB of its messages together; empty receives are requests too.
 *
 * Source: Amazon SQS pricing page, as of 2026-10.
 */
export const sqs = defineMeter({
  name: 'sqs',
  summary: 'Messages sent, received and deleted once, in batches, with empty receives',
  schema: usageLine('sqs', {
    type: queueType,
    messages: whole('Messages through the queue'),
    messageBytes: orElse(whole('Size of one message, in bytes', { max: MIB }), 0),
    sendBatchSize: batchSize('send call (1 when a service such as EventBridge delivers)'),
    receiveBatchSize: batchSize('receive call'),
    deleteBatchSize: batchSize('delete call'),
    emptyReceives: orElse(whole('Receive calls that found nothing'), 0),
  }).check(
    z.refine(({ messageBytes, sendBatchSize }) => messageBytes * sendBatchSize <= MIB, {
      path: ['sendBatchSize'],
      error: 'Expected the messages of a send call to be at most 1 MiB together',
    }),
  ),
  example: {
    meter: 'sqs',
    region: 'us-east-1',
    type: 'standard',
    messages: 1_000_000,
    messageBytes: 3000,
    receiveBatchSize: 10,
    deleteBatchSize: 10,
    emptyReceives: 650_000,
  },
  measure(usage) {
    const { type, messages, messageBytes } = usage;
    return [
      charge(
        `sqs.requests.${type}`,
        Exact.sum([
          transfers(messages, usage.sendBatchSize, messageBytes),
          transfers(messages, usage.receiveBatchSize, messageBytes),
          transfers(messages, usage.deleteBatchSize, 0),
          Exact.of(usage.emptyReceives),
        ]),
      ),
    ];
  },
});

/**
 * A queue, from the calls that were counted.
 *
 * Source: Amazon SQS pricing page, as of 2026-10.
 */
export const sqsRequests = defineMeter({
  name: 'sqs-requests',
  summary: 'Counted SQS calls of any action, empty receives included, in chunks of 64 KB',
  schema: usageLine('sqs-requests', {
    type: queueType,
    requests: whole('Calls'),
    requestBytes: orElse(
      whole('Messages of one call together, in bytes', { max: MAX_BATCH * MIB }),
      0,
    ),
  }),
  example: {
    meter: 'sqs-requests',
    region: 'us-east-1',
    type: 'fifo',
    requests: 300_000,
    requestBytes: 30_000,
  },
  measure: ({ type, requests, requestBytes }) => [
    charge(`sqs.requests.${type}`, Exact.of(requests).times(chunks(requestBytes, CHUNK_BYTES))),
  ],
});
