import { setTimeout as delay } from 'node:timers/promises';
import type { SQSRecord } from 'aws-lambda';
import { type EventSourceMapping } from '../types.ts';
import { createBatch, type Batch } from './batch.ts';
import { type SqsQueue } from './sqs-queue.ts';

const longPollS = 20;
const shortPollMs = 100;

export type BatchSource = {
  queue: Pick<SqsQueue, 'receive'>;
  /** Received earlier and left over by a batch that was full; collecting takes from it and puts back. */
  leftover: SQSRecord[];
  /** Drops what the mapping's filters don't want. */
  accept: (records: SQSRecord[]) => SQSRecord[];
  /** Breaks a receive off; what arrives nevertheless goes back to the queue. */
  signal: AbortSignal;
};

type Limits = Pick<EventSourceMapping, 'batchSize' | 'maximumBatchingWindowS'>;

/** Waits for messages and gathers them until the batch is full or its window is over; empty when none came. */
export const collectBatch = async (source: BatchSource, limits: Limits): Promise<Batch> => {
  const { queue, leftover, accept, signal } = source;
  const batch = createBatch(limits.batchSize);
  const add = (records: SQSRecord[]): void => void leftover.push(...batch.add(records));

  add(leftover.splice(0));
  if (batch.records.length === 0) {
    add(accept(await queue.receive(limits.batchSize, longPollS, signal)));
  }
  const closesAt = performance.now() + limits.maximumBatchingWindowS * 1000;
  while (batch.records.length > 0 && !batch.isFull && !signal.aborted) {
    const remainingMs = closesAt - performance.now();
    if (remainingMs <= 0) break;
    const waitS = Math.min(longPollS, Math.floor(remainingMs / 1000));
    const room = limits.batchSize - batch.records.length;
    // What is already gathered is handed on; the next round meets the problem again.
    const more = await queue.receive(room, waitS, signal).catch(() => undefined);
    if (!more) break;
    add(accept(more));
    if (more.length === 0 && waitS === 0) await delay(Math.min(shortPollMs, remainingMs));
  }
  return batch;
};
