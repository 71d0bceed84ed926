import { setTimeout as delay } from 'node:timers/promises';
import type { SQSRecord } from 'aws-lambda';
import { AwsError } from '../../aws-api.ts';
import { type EventSourceMapping, type InvocationResult } from '../types.ts';
import { type Batch } from './batch.ts';
import { succeededRecords } from './batch-response.ts';
import { collectBatch } from './collect-batch.ts';
import { filterView } from './sqs-event.ts';
import { type SqsQueue } from './sqs-queue.ts';

export type SqsPoller = {
  /** Stops receiving, gives back what no function has, and waits for the invocations under way. */
  stop(): Promise<void>;
};

export type SqsPollerOptions = {
  mapping: EventSourceMapping;
  queue: SqsQueue;
  matchesPattern: (pattern: unknown, event: unknown) => boolean;
  invoke: (functionName: string, payload: Uint8Array) => Promise<InvocationResult>;
  onProblem: (message: string) => void;
};

/** Lambda would go to 1,250; a laptop gains nothing from more. */
const defaultConcurrency = 20;
const maxBackoffMs = 5000;

/**
 * Each poller gathers a batch, invokes and deletes, one after the other. While one is busy another listens, up to the
 * maximum concurrency; an idle queue has one long poll.
 */
export const startSqsPoller = (options: SqsPollerOptions): SqsPoller => {
  const { mapping, queue, matchesPattern, invoke, onProblem } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const leftover: SQSRecord[] = [];
  const pollers = new Set<Promise<void>>();
  const limit = mapping.maximumConcurrency ?? defaultConcurrency;
  let listening = 0;

  const pause = (ms: number): Promise<void> =>
    delay(ms, undefined, { signal }).catch(() => undefined);

  const attempt = async (what: string, work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => onProblem(`${what}: ${String(error)}`));

  const accept = (records: SQSRecord[]): SQSRecord[] => {
    if (mapping.filterPatterns.length === 0) return records;
    const wanted = records.filter((record) => {
      const view = filterView(record);
      return mapping.filterPatterns.some((pattern) => matchesPattern(pattern, view));
    });
    const unwanted = records.filter((record) => !wanted.includes(record));
    if (unwanted.length > 0) void attempt('deleting filtered messages', queue.remove(unwanted));
    return wanted;
  };

  /** Tries again while the function has no room, as long as the messages are ours. */
  const invokeWithRoom = async (batch: Batch): Promise<InvocationResult | undefined> => {
    const payload = batch.toPayload();
    const since = performance.now();
    for (let backoffMs = 50; !signal.aborted; backoffMs = Math.min(maxBackoffMs, backoffMs * 2)) {
      try {
        return await invoke(mapping.functionName, payload);
      } catch (error) {
        const throttled = error instanceof AwsError && error.status === 429;
        if (!throttled) onProblem(`invoking ${mapping.functionName}: ${String(error)}`);
        const oursForMs = throttled ? (await queue.visibilityTimeoutMs()) / 2 : 0;
        if (performance.now() - since + backoffMs > oursForMs) break;
        await pause(backoffMs);
      }
    }
    return undefined;
  };

  const handle = async (batch: Batch): Promise<void> => {
    const result = await invokeWithRoom(batch);
    if (!result) {
      await queue.release(batch.records);
      return pause(1000);
    }
    if (result.functionError) return;
    const done = mapping.reportBatchItemFailures
      ? succeededRecords(batch.records, result.payload)
      : batch.records;
    await queue.remove(done);
  };

  const collect = async (): Promise<Batch | undefined> => {
    listening++;
    try {
      return await collectBatch({ queue, leftover, accept, signal }, mapping);
    } catch (error) {
      if (signal.aborted) return undefined;
      onProblem(`receiving from ${mapping.queueArn}: ${String(error)}`);
      await pause(1000);
      return undefined;
    } finally {
      listening--;
    }
  };

  const poll = async (): Promise<void> => {
    while (!signal.aborted) {
      const batch = await collect();
      if (batch && batch.records.length > 0) {
        if (signal.aborted) return void leftover.push(...batch.records);
        listen();
        await attempt(`a batch of ${mapping.queueArn}`, handle(batch));
      }
      // One that finds another listening isn't needed when it comes back.
      if (listening > 0) return;
    }
  };

  const listen = (): void => {
    if (listening > 0 || pollers.size >= limit || signal.aborted) return;
    const poller = poll().finally(() => {
      pollers.delete(poller);
      listen();
    });
    pollers.add(poller);
  };
  listen();

  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(pollers);
      if (leftover.length > 0) await attempt('giving messages back', queue.release(leftover));
    },
  };
};
