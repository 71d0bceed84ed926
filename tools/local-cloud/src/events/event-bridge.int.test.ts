import {
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { createEventBridge } from './event-bridge.ts';
import { createQueueDelivery } from './queue-delivery.ts';
import { aContext, aRule, anEntry, eventually, queueArn, serve } from './testing.ts';
import { type EventBridge, type RuleTarget } from './types.ts';

describe('EventBridge before SQS', () => {
  let engine: FauxqsServer;
  let cloud: ReturnType<typeof aContext>;
  let bridge: EventBridge;
  let endpoint: { url: string; close: () => void };
  let client: EventBridgeClient;

  beforeAll(async () => {
    engine = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
    cloud = aContext({ endpoint: `http://127.0.0.1:${engine.port}` });
    bridge = createEventBridge({
      context: cloud.context,
      deliver: createQueueDelivery(cloud.context),
      retry: { baseDelayMs: 1, maxDelayMs: 5 },
    });
    bridge.putEventBus('orders');
    endpoint = await serve(bridge.api);
    client = new EventBridgeClient({
      region: 'us-east-1',
      endpoint: endpoint.url,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  });
  afterAll(async () => {
    client.destroy();
    endpoint.close();
    await bridge.stop();
    cloud.context.sqs.destroy();
    await engine.stop();
  });

  const createQueue = async (name: string): Promise<string> => {
    const created = await cloud.context.sqs.send(new CreateQueueCommand({ QueueName: name }));
    return created.QueueUrl ?? '';
  };
  const receive = async (url: string, count: number): Promise<Message[]> => {
    const messages = new Map<string, Message>();
    await eventually(async () => {
      const answer = await cloud.context.sqs.send(
        new ReceiveMessageCommand({
          ...{ QueueUrl: url, MaxNumberOfMessages: 10 },
          MessageAttributeNames: ['All'],
        }),
      );
      for (const message of answer.Messages ?? []) messages.set(message.MessageId ?? '', message);
      expect(messages.size).toBe(count);
    });
    return [...messages.values()];
  };
  const ruleTo = (name: string, target: Partial<RuleTarget>) =>
    bridge.putRule(
      aRule({
        name,
        eventPattern: { source: [name] },
        targets: [{ Id: 'queue', Arn: queueArn(name), ...target }],
      }),
    );
  const send = (source: string, details: object[] = [{}]) =>
    client.send(
      new PutEventsCommand({
        Entries: details.map((detail) =>
          anEntry({ Source: source, Detail: JSON.stringify(detail) }),
        ),
      }),
    );

  it('brings every event of the unmodified SDK to the queue, whole and once', async () => {
    const url = await createQueue('many');
    ruleTo('many', {});
    const details = Array.from({ length: 10 }, (_, index) => ({ index }));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, page) =>
        send(
          'many',
          details.map(({ index }) => ({ index: page * 10 + index })),
        ),
      ),
    );
    const messages = await receive(url, 100);
    const events = messages.map(
      ({ Body = '' }) => JSON.parse(Body) as { id: string; detail: { index: number } },
    );
    expect(new Set(events.map(({ id }) => id))).toEqual(
      new Set(answers.flatMap(({ Entries = [] }) => Entries.map(({ EventId }) => EventId))),
    );
    expect(events.map(({ detail }) => detail.index).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, index) => index),
    );
  });

  it('splits a batch that SQS would find too large', async () => {
    const url = await createQueue('large');
    ruleTo('large', {});
    await Promise.all(
      Array.from({ length: 4 }, () => send('large', [{ text: 'x'.repeat(900_000) }])),
    );
    await receive(url, 4);
  });

  it('sends an event whose queue is missing to the dead-letter queue at once', async () => {
    const url = await createQueue('dead-1');
    ruleTo('missing', { DeadLetterConfig: { Arn: queueArn('dead-1') } });
    await send('missing', [{ orderId: '1' }]);
    const [message] = await receive(url, 1);
    expect(JSON.parse(message?.Body ?? '')).toMatchObject({ detail: { orderId: '1' } });
    expect(message?.MessageAttributes).toEqual({
      RULE_ARN: expect.objectContaining({
        StringValue: 'arn:aws:events:us-east-1:000000000000:rule/orders/missing',
      }),
      TARGET_ARN: expect.objectContaining({ StringValue: queueArn('missing') }),
      ERROR_CODE: expect.objectContaining({ StringValue: 'NO_RESOURCE' }),
      ERROR_MESSAGE: expect.objectContaining({ StringValue: expect.stringMatching(/queue/i) }),
      RETRY_ATTEMPTS: expect.objectContaining({ StringValue: '0' }),
    });
  });

  it.each([
    ['MaximumRetryAttempts', { MaximumRetryAttempts: 3 }, '3'],
    ['MaximumEventAgeInSeconds', { MaximumEventAgeInSeconds: 0 }, '0'],
  ])('sends an event to the dead-letter queue after %s', async (condition, policy, retries) => {
    const name = `dead-${condition}`;
    const url = await createQueue(name);
    const unreachable = createEventBridge({
      context: aContext({ endpoint: cloud.context.endpoint, sqs: cloud.context.sqs }).context,
      deliver: () =>
        Promise.reject(Object.assign(new Error('busy'), { name: 'ThrottlingException' })),
      retry: { baseDelayMs: 1, maxDelayMs: 5 },
    });
    unreachable.putEventBus('orders');
    const target = { Id: '1', Arn: 'arn:aws:lambda:x', DeadLetterConfig: { Arn: queueArn(name) } };
    unreachable.putRule(aRule({ targets: [{ ...target, RetryPolicy: policy }] }));
    const own = await serve(unreachable.api);
    const sender = new EventBridgeClient({
      ...{ region: 'us-east-1', endpoint: own.url },
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    await sender.send(new PutEventsCommand({ Entries: [anEntry()] }));
    const [message] = await receive(url, 1);
    expect(message?.MessageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: 'THROTTLING' },
      ERROR_MESSAGE: { StringValue: 'busy' },
      EXHAUSTED_RETRY_CONDITION: { StringValue: condition },
      RETRY_ATTEMPTS: { StringValue: retries },
    });
    sender.destroy();
    own.close();
    await unreachable.stop();
  });

  it('says what is lost when the dead-letter queue is missing too', async () => {
    ruleTo('nowhere', { DeadLetterConfig: { Arn: queueArn('dead-nowhere') } });
    await send('nowhere');
    await eventually(() =>
      expect(cloud.reports.join('\n')).toMatch(
        /error events .*rule\/orders\/nowhere can't reach .*nowhere: NO_RESOURCE .*nor can .*dead-nowhere take the event/,
      ),
    );
  });

  it('answers the unmodified SDK', async () => {
    ruleTo('listed', {});
    const { Rules = [] } = await client.send(
      new ListRulesCommand({ EventBusName: 'orders', NamePrefix: 'listed' }),
    );
    expect(Rules).toMatchObject([{ Name: 'listed', State: 'ENABLED' }]);
    const wrong = client.send(
      new TestEventPatternCommand({ EventPattern: '{"a":1}', Event: '{}' }),
    );
    await expect(wrong).rejects.toThrow('"a" must be an object or an array');
    await expect(wrong).rejects.toHaveProperty('name', 'InvalidEventPatternException');
  });
});
