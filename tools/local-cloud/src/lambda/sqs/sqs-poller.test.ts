import type { SQSRecord } from 'aws-lambda';
import { AwsError } from '../../aws-api.ts';
import { anSqsRecord } from '../testing/an-sqs-record.ts';
import { type EventSourceMapping, type InvocationResult } from '../types.ts';
import { startSqsPoller, type SqsPollerOptions } from './sqs-poller.ts';

/** A queue in memory; a receive that finds nothing answers at the next turn of the event loop. */
const createFakeQueue = (initial: SQSRecord[]) => {
  const visible = [...initial];
  const removed: string[] = [];
  const released: string[] = [];
  return {
    visible,
    removed,
    released,
    queue: {
      visibilityTimeoutMs: () => Promise.resolve(60_000),
      receive: (max: number) =>
        new Promise<SQSRecord[]>((resolve) =>
          setImmediate(() => resolve(visible.splice(0, Math.min(10, max)))),
        ),
      remove: (records: SQSRecord[]) => {
        removed.push(...records.map(({ messageId }) => messageId));
        return Promise.resolve();
      },
      release: (records: SQSRecord[]) => {
        released.push(...records.map(({ messageId }) => messageId));
        return Promise.resolve();
      },
    },
  };
};

/** The long poll of an empty queue. */
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) =>
    signal.addEventListener('abort', () => reject(new Error('aborted'))),
  );

const mapping: EventSourceMapping = {
  uuid: '1',
  functionName: 'worker',
  queueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
  enabled: true,
  batchSize: 10,
  maximumBatchingWindowS: 0,
  filterPatterns: [],
  reportBatchItemFailures: true,
};

const answer = (payload: unknown, failed = false): InvocationResult =>
  ({
    payload: Buffer.from(JSON.stringify(payload)),
    ...(failed && { functionError: 'Unhandled' }),
  }) as InvocationResult;

const until = async (condition: () => boolean): Promise<void> => {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

const start = (fake: ReturnType<typeof createFakeQueue>, options: Partial<SqsPollerOptions>) =>
  startSqsPoller({
    mapping,
    queue: fake.queue,
    matchesPattern: () => true,
    invoke: () => Promise.resolve(answer(null)),
    onProblem: () => undefined,
    ...options,
  });

const records = (count: number) =>
  Array.from({ length: count }, (_, index) => anSqsRecord(`${index}`));

describe('startSqsPoller', () => {
  it('deletes what the function has done and keeps what it reports as failed', async () => {
    const fake = createFakeQueue(records(3));
    const poller = start(fake, {
      invoke: () => Promise.resolve(answer({ batchItemFailures: [{ itemIdentifier: '1' }] })),
    });

    await until(() => fake.removed.length === 2);
    await poller.stop();

    expect(fake.removed).toEqual(['0', '2']);
    expect(fake.released).toEqual([]);
  });

  it('leaves the whole batch in the queue when the function fails', async () => {
    const fake = createFakeQueue(records(3));
    let invocations = 0;
    const poller = start(fake, {
      invoke: () => {
        invocations++;
        return Promise.resolve(answer({ errorType: 'Error' }, true));
      },
    });

    await until(() => invocations === 1);
    await poller.stop();

    expect(fake.removed).toEqual([]);
  });

  it('deletes filtered messages without an invocation', async () => {
    const fake = createFakeQueue([anSqsRecord('a', '{"keep":true}'), anSqsRecord('b', '{}')]);
    const seen: string[] = [];
    const poller = start(fake, {
      mapping: { ...mapping, filterPatterns: [{ body: { keep: [true] } }] },
      matchesPattern: (_pattern, event) =>
        (event as { body: { keep?: boolean } }).body.keep === true,
      invoke: (_name, payload) => {
        const event = JSON.parse(Buffer.from(payload).toString()) as { Records: SQSRecord[] };
        seen.push(...event.Records.map(({ messageId }) => messageId));
        return Promise.resolve(answer(null));
      },
    });

    await until(() => fake.removed.length === 2);
    await poller.stop();

    expect(seen).toEqual(['a']);
    expect(fake.removed.sort()).toEqual(['a', 'b']);
  });

  it('runs no more invocations at once than the maximum concurrency', async () => {
    const fake = createFakeQueue(records(60));
    let running = 0;
    let most = 0;
    const poller = start(fake, {
      mapping: { ...mapping, maximumConcurrency: 2 },
      invoke: async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running--;
        return answer(null);
      },
    });

    await until(() => fake.removed.length === 60);
    await poller.stop();

    expect(most).toBe(2);
  });

  it('tries a throttled batch again without losing it', async () => {
    const fake = createFakeQueue(records(1));
    let throttles = 2;
    const poller = start(fake, {
      invoke: () =>
        throttles-- > 0
          ? Promise.reject(new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429))
          : Promise.resolve(answer(null)),
    });

    await until(() => fake.removed.length === 1);
    await poller.stop();

    expect(fake.released).toEqual([]);
  });

  it('gives back what no function has taken when it stops', async () => {
    const fake = createFakeQueue(records(2));
    const poller = start(fake, {
      invoke: () => Promise.reject(new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429)),
    });
    await until(() => fake.visible.length === 0);

    await poller.stop();

    expect(fake.released.sort()).toEqual(['0', '1']);
  });

  it('breaks off its long poll when it stops', async () => {
    const fake = createFakeQueue([]);
    const waits: number[] = [];
    const problems: string[] = [];
    const poller = start(fake, {
      queue: {
        ...fake.queue,
        receive: (_max, waitS, signal) => {
          waits.push(waitS);
          return untilAborted(signal);
        },
      },
      onProblem: (message) => problems.push(message),
    });
    await until(() => waits.length === 1);

    await poller.stop();

    expect({ waits, problems }).toEqual({ waits: [20], problems: [] });
  });

  it('gathers more than ten messages within the batching window', async () => {
    const fake = createFakeQueue(records(35));
    const sizes: number[] = [];
    const poller = start(fake, {
      mapping: { ...mapping, batchSize: 30, maximumBatchingWindowS: 1 },
      invoke: (_name, payload) => {
        sizes.push((JSON.parse(Buffer.from(payload).toString()) as { Records: [] }).Records.length);
        return Promise.resolve(answer(null));
      },
    });

    await until(() => fake.removed.length === 35);
    await poller.stop();

    expect(sizes).toEqual([30, 5]);
  });
});
