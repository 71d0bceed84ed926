import type { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { aMessage } from '../testing/a-message.ts';
import { REDRIVE_COUNT } from '../queue/message.ts';
import { functionDestination, queueDestination } from './destination.ts';

const queue = { name: 'shop', url: 'http://shop', maxMessageBytes: 1024 * 1024, isFifo: false };
const text = (StringValue: string) => ({ DataType: 'String', StringValue });

const aQueueClient = (answer: object = {}) => {
  const sent: SendMessageBatchCommand['input'][] = [];
  const send = async (command: SendMessageBatchCommand) => {
    sent.push(command.input);
    return answer;
  };
  return { sent, sqs: { send } as unknown as SQSClient };
};

describe('queueDestination', () => {
  it('sends body, attributes, trace, group and deduplication id as they are, and counts', async () => {
    const { sqs, sent } = aQueueClient();
    const message = aMessage({
      body: '{ "a":1}\n',
      attributes: { kind: text('order') },
      traceHeader: 'Root=1',
      groupId: 'g',
      deduplicationId: 'd',
    });
    expect(await queueDestination(sqs, queue).send([message])).toEqual([]);
    expect(sent[0]?.Entries).toEqual([
      {
        Id: '0',
        MessageBody: '{ "a":1}\n',
        MessageAttributes: {
          kind: text('order'),
          [REDRIVE_COUNT]: { DataType: 'Number', StringValue: '1' },
        },
        MessageSystemAttributes: { AWSTraceHeader: text('Root=1') },
        MessageGroupId: 'g',
        MessageDeduplicationId: 'd',
      },
    ]);
  });

  it('leaves out what EventBridge says of its failure, and takes the group of the rule', async () => {
    const { sqs, sent } = aQueueClient();
    const attributes = { RULE_ARN: text('r'), ERROR_CODE: text('e'), kind: text('order') };
    await queueDestination(sqs, queue, { groupId: 'orders' }).send([aMessage({ attributes })]);
    const [entry] = sent[0]?.Entries ?? [];
    expect(Object.keys(entry?.MessageAttributes ?? {})).toEqual(['kind', REDRIVE_COUNT]);
    expect(entry?.MessageGroupId).toBe('orders');
  });

  it('sends no more in a call than the queue takes in a message', async () => {
    const { sqs, sent } = aQueueClient();
    const large = Array.from({ length: 4 }, () => aMessage({ body: 'x'.repeat(100 * 1024) }));
    await queueDestination(sqs, { ...queue, maxMessageBytes: 256 * 1024 }).send(large);
    expect(sent.map(({ Entries }) => Entries?.length)).toEqual([2, 2]);
    // With their redrive counts four of 256 KB are more than 1 MiB.
    const full = Array.from({ length: 4 }, () => aMessage({ body: 'x'.repeat(256 * 1024) }));
    await queueDestination(sqs, queue).send(full);
    expect(sent.slice(2).map(({ Entries }) => Entries?.length)).toEqual([3, 1]);
  });

  it('says which messages the queue refused', async () => {
    const { sqs } = aQueueClient({ Failed: [{ Id: '1', Code: 'KmsDisabled', Message: 'no key' }] });
    const messages = ['a', 'b'].map((messageId) => aMessage({ messageId }));
    expect(await queueDestination(sqs, queue).send(messages)).toEqual([
      { messageId: 'b', reason: 'KmsDisabled: no key' },
    ]);
  });

  it('keeps from a FIFO queue what it would drop silently', async () => {
    const { sqs, sent } = aQueueClient();
    const now = () => 10 * 60_000;
    const fresh = aMessage({ messageId: 'fresh', deduplicationId: 'd', sentAt: 6 * 60_000 });
    const old = aMessage({ messageId: 'old', deduplicationId: 'e', sentAt: 5 * 60_000 });
    const destination = queueDestination(sqs, { ...queue, isFifo: true }, { now });
    expect(await destination.send([fresh, old])).toMatchObject([{ messageId: 'fresh' }]);
    expect(sent[0]?.Entries).toHaveLength(1);
  });
});

describe('functionDestination', () => {
  it('invokes asynchronously with what the message says, and tells what was not taken', async () => {
    const invoked: InvokeCommand['input'][] = [];
    const send = async (command: InvokeCommand) => {
      if (String(command.input.Payload as Buffer) === '"throttled"')
        throw new Error('Rate exceeded');
      invoked.push(command.input);
      return {};
    };
    const lambda = { send } as unknown as LambdaClient;
    const payloadOf = ({ body }: { body: string }) => (body === '' ? undefined : body);
    const refusals = await functionDestination(lambda, 'f', payloadOf).send([
      aMessage({ messageId: 'a', body: '{"id":1}' }),
      aMessage({ messageId: 'b', body: '' }),
      aMessage({ messageId: 'c', body: '"throttled"' }),
    ]);
    expect(invoked).toMatchObject([{ FunctionName: 'f', InvocationType: 'Event' }]);
    expect(refusals.map(({ messageId }) => messageId)).toEqual(['b', 'c']);
  });
});
