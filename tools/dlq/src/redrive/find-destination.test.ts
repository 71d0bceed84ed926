import type { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetterQueue } from '../list/find.ts';
import type { Origin, RuleOrigin } from '../list/origins.ts';
import { aMessage } from '../testing/a-message.ts';
import { findDestination } from './find-destination.ts';

const invoked: (string | undefined)[] = [];
const clients = {
  sqs: {} as SQSClient,
  lambda: {
    send: async ({ input }: InvokeCommand) => {
      invoked.push(`${input.FunctionName} ${String(input.Payload as Buffer)}`);
      return {};
    },
  } as unknown as LambdaClient,
};
const queueOf = (...origins: Origin[]) =>
  ({ name: 'dlq', arn: 'arn:aws:sqs:r:1:dlq', origins }) as unknown as DeadLetterQueue;
const queueNamed = (queue: string): Origin => ({
  ...{ kind: 'queue', queue, url: '', maxReceiveCount: 3, visibilityTimeoutS: 30 },
  consumers: [],
});
const aRule = (targetArn: string, overrides: Partial<RuleOrigin> = {}): Origin => ({
  ...{ kind: 'rule', rule: 'orders', bus: 'default', targetArn, isTransformed: false },
  ...{ maximumRetryAttempts: 185, maximumEventAgeS: 86_400 },
  ...overrides,
});

describe('findDestination', () => {
  it.each([
    ['nothing sends there', queueOf(), 'No queue, rule or function sends to dlq'],
    ['several queues do', queueOf(queueNamed('a'), queueNamed('b')), 'come from a and b'],
    [
      'the rule changes its events',
      queueOf(aRule('arn:aws:sqs:r:1:shop', { isTransformed: true })),
      'put it on the bus again',
    ],
    [
      'the target is something else',
      queueOf(aRule('arn:aws:states:r:1:stateMachine:x')),
      'neither a queue nor a function',
    ],
  ])('says what to do when %s', async (_what, queue, problem) => {
    await expect(findDestination(clients, queue)).rejects.toThrow(problem);
  });

  it('invokes a rule’s function with the event, and others with what they were invoked with', async () => {
    invoked.length = 0;
    const record = { requestContext: { functionArn: 'arn' }, requestPayload: { id: 7 } };
    const destinations = [
      [aRule('arn:aws:lambda:r:1:function:sell'), '{"a":1}'],
      [{ kind: 'function', function: 'bill', via: 'destination' }, JSON.stringify(record)],
      [{ kind: 'function', function: 'mail', via: 'dead-letter-queue' }, '{"b":2}'],
    ] as const;
    for (const [origin, body] of destinations) {
      const destination = await findDestination(clients, queueOf(origin));
      expect(await destination.send([aMessage({ body })])).toEqual([]);
    }
    expect(invoked).toEqual(['sell {"a":1}', 'bill {"id":7}', 'mail {"b":2}']);
  });

  it('keeps what does not say what the function was invoked with', async () => {
    const origin: Origin = { kind: 'function', function: 'bill', via: 'destination' };
    const destination = await findDestination(clients, queueOf(origin));
    expect(await destination.send([aMessage({ body: 'no record' })])).toHaveLength(1);
  });
});
