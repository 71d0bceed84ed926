import { aJsonRequest } from '../../testing/a-request.ts';
import { answered } from '../testing/an-answered-request.ts';
import { meterDelivery, meterPoller, meterSqs } from './sqs.ts';

const QueueUrl = 'http://127.0.0.1:4566/000000000000/orders';
const KB = 1024;
const text = (bytes: number): string => 'x'.repeat(bytes);

const sent = (MessageBody: string, more: object = {}) =>
  answered(aJsonRequest('AmazonSQS.SendMessage', { QueueUrl, MessageBody, ...more }));
const sentTogether = (bodies: string[], status = 200) =>
  answered(
    aJsonRequest('AmazonSQS.SendMessageBatch', {
      QueueUrl,
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
    {},
    status,
  );
const received = (bodies: string[], more: object = {}) =>
  answered(
    aJsonRequest('AmazonSQS.ReceiveMessage', { QueueUrl, ...more }),
    bodies.length > 0
      ? { Messages: bodies.map((Body) => ({ MessageId: 'm', ReceiptHandle: 'r', Body })) }
      : {},
  );

describe('meterSqs', () => {
  it.each([
    ['an empty message', sent(''), 1],
    ['64 KB', sent(text(64 * KB)), 1],
    ['64 KB and a byte', sent(text(64 * KB + 1)), 2],
    ['65 KB', sent(text(65 * KB)), 2],
    ['64 KB that JSON writes in twice as many', sent('"'.repeat(64 * KB)), 1],
    ['two bytes a character', sent('ü'.repeat(32 * KB + 1)), 2],
    [
      'attributes too',
      sent(text(64 * KB - 10), {
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } }, // 4 + 6 + 1 bytes
      }),
      2,
    ],
    ['ten messages of 6.4 KB together', sentTogether(Array<string>(10).fill(text(6553))), 1],
    ['ten messages of 7 KB together', sentTogether(Array<string>(10).fill(text(7 * KB))), 2],
    ['1 MB', sent(text(KB * KB)), 16],
  ])('takes %s', (_name, request, chunks) => {
    expect(meterSqs(request)).toMatchObject([{ service: 'sqs', resource: 'orders', chunks }]);
  });

  it.each([
    ['nothing', received([]), { messages: 0, empty: 1, chunks: 1 }],
    [
      'ten small messages',
      received(Array<string>(10).fill('"MessageId":')),
      { messages: 10, empty: 0, chunks: 1 },
    ],
    ['64 KB', received([text(60 * KB), text(4 * KB)]), { messages: 2, empty: 0, chunks: 1 }],
    ['65 KB', received([text(60 * KB), text(5 * KB)]), { messages: 2, empty: 0, chunks: 2 }],
  ])('receives %s', (_name, request, expected) => {
    expect(meterSqs(request)).toEqual([
      { service: 'sqs', operation: 'ReceiveMessage', resource: 'orders', ...expected },
    ]);
  });

  it.each([
    ['SendMessage', { MessageId: 'm' }, 1],
    ['SendMessageBatch', { Successful: [{ Id: '0', MessageId: 'm' }], Failed: [{ Id: '1' }] }, 1],
    ['DeleteMessage', {}, 1],
    [
      'DeleteMessageBatch',
      { Successful: [{ Id: '0' }, { Id: '1' }], Failed: [{ Id: '2', SenderFault: true }] },
      2,
    ],
    ['GetQueueUrl', { QueueUrl }, undefined],
  ])('counts the messages of %s for CloudWatch', (operation, answer, messages) => {
    const request = aJsonRequest(`AmazonSQS.${operation}`, { QueueUrl, MessageBody: 'x' });

    expect(meterSqs(answered(request, answer))[0]?.messages).toBe(messages);
  });

  it('takes any other action as a request, and a refused one as a failure that is not billed', () => {
    const named = aJsonRequest('AmazonSQS.GetQueueUrl', { QueueName: 'orders' });

    expect(meterSqs(answered(named))).toEqual([
      { service: 'sqs', operation: 'GetQueueUrl', resource: 'orders', chunks: 1 },
    ]);
    expect(meterSqs(answered(named, {}, 400))).toEqual([
      { service: 'sqs', operation: 'GetQueueUrl', resource: 'orders', failed: 1 },
    ]);
  });
});

describe('meterPoller', () => {
  const operation = (name: string) =>
    meterPoller(answered(aJsonRequest(`AmazonSQS.${name}`, { QueueUrl })));

  it('counts what an event source mapping does, and not how this one finds its queue', () => {
    expect(operation('DeleteMessageBatch')).toHaveLength(1);
    expect(operation('ChangeMessageVisibilityBatch')).toHaveLength(1);
    expect(operation('GetQueueUrl')).toEqual([]);
    expect(operation('GetQueueAttributes')).toEqual([]);
  });

  it('counts an empty long poll, but no empty look at the end of a window', () => {
    expect(meterPoller(received([], { WaitTimeSeconds: 20 }))).toMatchObject([{ empty: 1 }]);
    expect(meterPoller(received([], { WaitTimeSeconds: 0 }))).toEqual([]);
    expect(meterPoller(received(['x'], { WaitTimeSeconds: 0 }))).toMatchObject([{ empty: 0 }]);
  });
});

describe('meterDelivery', () => {
  it('takes each message of a batch as one that was sent by itself', () => {
    const call = { service: 'sqs', operation: 'SendMessage', resource: 'orders' };

    expect(meterDelivery(sentTogether(['a', text(65 * KB)]))).toEqual([
      { ...call, messages: 1, chunks: 1 },
      { ...call, messages: 1, chunks: 2 },
    ]);
    expect(meterDelivery(sentTogether(['a', 'b'], 500))).toEqual([
      { ...call, failed: 1 },
      { ...call, failed: 1 },
    ]);
  });
});
