import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { AwsError } from '../../aws-api.ts';
import { type CloudContext } from '../../context.ts';
import { openDurableQueue, type QueuedItem } from '../../durable-queue.ts';
import { failureOf } from '../../events/failure.ts';
import { tooLarge, type FunctionRegistry } from '../function-registry.ts';
import { LATEST } from '../functions/function-version.ts';
import { maxAsyncRequestBytes } from '../limits.ts';
import { type AsyncInvokeConfig, type DeliverToDestination } from '../types.ts';
import { type AsyncOutcome, type Condition } from './destination-record.ts';
import { destinationsOf, sendToDestinations } from './destinations.ts';

export type AsyncInvoker = {
  putConfig(config: AsyncInvokeConfig): void;
  config(functionName: string): AsyncInvokeConfig | undefined;
  /** On disk when it returns; the request id of the event. Throws when it is too large or the function unknown. */
  accept(functionName: string, payload: Uint8Array, qualifier?: string): string;
  stop(): Promise<void>;
};

type AsyncEvent = {
  functionName: string;
  /** A version or an alias; $LATEST when it is absent. */
  qualifier?: string;
  requestId: string;
  payload: string;
  acceptedAt: number;
  /** Invocations that ended in a function error. */
  failures: number;
  /** Times the event found no room. */
  throttles: number;
};

/** Lambda's: a minute before the first retry, two before the second. */
const defaultRetryDelaysMs = [60_000, 120_000];
const defaults = { maximumRetryAttempts: 2, maximumEventAgeS: 6 * 60 * 60 };
const maxInFlight = 100;
const unknownFunctionDelayMs = 1000;

/** As Lambda does for throttles: from one second, doubling, up to five minutes. */
const throttleDelayMs = (throttles: number): number => Math.min(300_000, 1000 * 2 ** throttles);

export const createAsyncInvoker = (
  context: CloudContext,
  functions: FunctionRegistry,
  deliver: DeliverToDestination,
  retryDelaysMs: number[] = defaultRetryDelaysMs,
): AsyncInvoker => {
  const queue = openDurableQueue<AsyncEvent>(join(context.stateDir, 'lambda-async.db'), 'events');
  const configs = new Map<string, AsyncInvokeConfig>();
  const inFlight = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const postpone = (item: QueuedItem<AsyncEvent>, change: Partial<AsyncEvent>, delayMs: number) => {
    queue.add([{ ...item.value, ...change }], delayMs);
    queue.done(item.id);
  };

  const isTooOld = ({ functionName, acceptedAt }: AsyncEvent): boolean => {
    const { maximumEventAgeS } = configs.get(functionName) ?? defaults;
    return Date.now() - acceptedAt > maximumEventAgeS * 1000;
  };

  const conclude = async (
    item: QueuedItem<AsyncEvent>,
    condition: Condition,
    invokeCount: number,
    result?: AsyncOutcome['result'],
  ): Promise<void> => {
    const { functionName, requestId, payload, qualifier } = item.value;
    const { arn, latest } = functions.get(functionName);
    const destinations = destinationsOf(configs.get(functionName), latest.definition.deadLetterArn);
    const outcome = {
      requestId,
      functionArn: `${arn}:${qualifier ?? LATEST}`,
      condition,
      invokeCount,
      requestPayload: payload,
      result,
    };
    if (condition !== 'Success') {
      context.report(
        'warn',
        functionName,
        `asynchronous event ${requestId} given up: ${condition}`,
      );
    }
    try {
      await sendToDestinations(outcome, destinations, deliver);
    } catch (error) {
      const { permanent, message } = failureOf(error);
      if (stopped || !permanent) throw error; // the event comes again, and with it this delivery
      const what = `what became of asynchronous event ${requestId}`;
      context.report('error', functionName, `nobody can be told ${what}: ${message}`);
    }
    queue.done(item.id);
  };

  const attempt = async (item: QueuedItem<AsyncEvent>): Promise<void> => {
    const event = item.value;
    const { maximumRetryAttempts } = configs.get(event.functionName) ?? defaults;
    if (isTooOld(event)) return conclude(item, 'EventAgeExceeded', event.failures);
    // It may never run: no use in waiting for room.
    if (functions.get(event.functionName).latest.definition.reservedConcurrency === 0)
      return conclude(item, 'ZeroReservedConcurrency', event.failures);
    const result = await functions.invoke(event.functionName, Buffer.from(event.payload), {
      requestId: event.requestId,
      qualifier: event.qualifier,
    });
    // Cut off by the end of the cloud, not failed: due again at the next start.
    if (stopped && result.functionError) return;
    if (!result.functionError) return conclude(item, 'Success', event.failures + 1, result);
    const failures = event.failures + 1;
    if (failures > maximumRetryAttempts)
      return conclude(item, 'RetriesExhausted', failures, result);
    postpone(item, { failures }, retryDelaysMs[failures - 1] ?? retryDelaysMs.at(-1) ?? 0);
  };

  const failed = (item: QueuedItem<AsyncEvent>, error: unknown): void => {
    // What was taken and not finished is due again at the next start.
    if (stopped) return;
    const { functionName, requestId, throttles } = item.value;
    if (error instanceof AwsError && error.code === 'ResourceNotFoundException') {
      // At a start the functions come after the events; one that stays away takes its events with it.
      if (!isTooOld(item.value)) return postpone(item, {}, unknownFunctionDelayMs);
      context.report('warn', functionName, `event ${requestId} dropped: no such function`);
      return queue.done(item.id);
    }
    if (!(error instanceof AwsError && error.status === 429)) {
      context.report('error', functionName, `asynchronous event ${requestId}: ${String(error)}`);
    }
    postpone(item, { throttles: throttles + 1 }, throttleDelayMs(throttles));
  };

  const pump = (): void => {
    clearTimeout(timer);
    if (stopped) return;
    for (const item of queue.take(maxInFlight - inFlight.size)) {
      const work = attempt(item)
        .catch((error: unknown) => failed(item, error))
        .finally(() => {
          inFlight.delete(work);
          pump();
        });
      inFlight.add(work);
    }
    const dueInMs = queue.nextDueInMs();
    if (dueInMs === undefined || inFlight.size >= maxInFlight) return;
    timer = setTimeout(pump, Math.min(dueInMs, 60_000)).unref();
  };
  // What an earlier run accepted and did not finish.
  timer = setTimeout(pump, 0).unref();

  return {
    putConfig: (config) => configs.set(config.functionName, config),
    config: (functionName) => configs.get(functionName),
    accept: (functionName, payload, qualifier) => {
      functions.get(functionName).version(qualifier);
      if (payload.length > maxAsyncRequestBytes) throw tooLarge(maxAsyncRequestBytes);
      const requestId = randomUUID();
      const text = payload.length === 0 ? '{}' : Buffer.from(payload).toString();
      queue.add([
        {
          functionName,
          qualifier,
          requestId,
          payload: text,
          acceptedAt: Date.now(),
          failures: 0,
          throttles: 0,
        },
      ]);
      setImmediate(pump);
      return requestId;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(inFlight);
      queue.close();
    },
  };
};
