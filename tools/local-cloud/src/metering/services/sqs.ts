import { z } from 'zod';
import { operationOf, parametersOf, textOf } from '../../endpoint/access/access.ts';
import { CHUNK_BYTES, chunksOf } from '../chunks.ts';
import { bytesOf, failure, lastPart, type ServiceMeter } from './service-meter.ts';

const attribute = z.looseObject({
  DataType: z.string().default(''),
  StringValue: z.string().default(''),
  BinaryValue: z.string().default(''),
});
const attributes = z.record(z.string(), attribute).default({});
const sentMessage = z.looseObject({ MessageBody: z.string(), MessageAttributes: attributes });
const sentBatch = z.looseObject({ Entries: z.array(sentMessage) });
const received = z.looseObject({
  Messages: z.array(z.looseObject({ Body: z.string(), MessageAttributes: attributes })).default([]),
});

/** Size of a message as SQS counts it, in bytes: body, and names, types and values of the attributes. */
const messageSize = (body: string, named: z.output<typeof attributes>): number => {
  let bytes = Buffer.byteLength(body);
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(named))
    bytes +=
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue) +
      Buffer.byteLength(BinaryValue, 'base64');
  return bytes;
};

const sentSize = (message: z.output<typeof sentMessage>): number =>
  messageSize(message.MessageBody, message.MessageAttributes);

const total = (sizes: number[]): number => sizes.reduce((sum, size) => sum + size, 0);

/** Chunks of the messages that a request carries; JSON is never shorter than what it says, so short ones are not read. */
const sentChunks = (operation: string, body: Buffer): number => {
  if (body.length <= CHUNK_BYTES || !operation.startsWith('SendMessage')) return 1;
  const parameters = parametersOf({ body });
  return operation === 'SendMessageBatch'
    ? chunksOf(total(sentBatch.parse(parameters).Entries.map(sentSize)))
    : chunksOf(sentSize(sentMessage.parse(parameters)));
};

const receivedChunks = (body: Buffer): number => {
  if (body.length <= CHUNK_BYTES) return 1;
  const { Messages } = received.parse(JSON.parse(body.toString()));
  return chunksOf(
    total(Messages.map(({ Body, MessageAttributes }) => messageSize(Body, MessageAttributes))),
  );
};

/** Within a message these quotes are escaped, so that the answer need not be read. */
const countOf = (body: Buffer, text: string): number =>
  body.toString('latin1').split(text).length - 1;

/** Messages that an answered request is about. */
const messagesOf = (operation: string, body: Buffer): { messages?: number } => {
  if (operation === 'SendMessage' || operation === 'DeleteMessage') return { messages: 1 };
  if (operation === 'DeleteMessageBatch')
    return { messages: countOf(body, '"Id":') - countOf(body, '"SenderFault":') };
  if (operation === 'SendMessageBatch' || operation === 'ReceiveMessage')
    return { messages: countOf(body, '"MessageId":') };
  return {};
};

const queueOf = ({ QueueUrl, QueueName, SourceArn }: Record<string, unknown>): string =>
  lastPart(textOf(QueueUrl) || textOf(QueueName) || textOf(SourceArn));

/** Every action is a request, and each 64 KB chunk of its messages another one. A refused one is not billed. */
export const meterSqs: ServiceMeter = ({ request, answer }) => {
  const operation = operationOf(request);
  const resource = queueOf(parametersOf(request));
  const call = { service: 'sqs' as const, operation, resource };
  if (answer.status >= 400) return [{ ...call, ...failure(answer) }];
  const body = bytesOf(answer.body);
  const counted = { ...call, ...messagesOf(operation, body) };
  if (operation !== 'ReceiveMessage')
    return [{ ...counted, chunks: sentChunks(operation, request.body) }];
  const empty = body.includes('"Messages":[{') ? 0 : 1;
  return [{ ...counted, empty, chunks: receivedChunks(body) }];
};

/**
 * An event source mapping receives, deletes and gives back; what else this cloud's does is its own affair. Towards the
 * end of a batching window it looks many times a second where Lambda has one long poll: those that find nothing are not
 * counted.
 */
export const meterPoller: ServiceMeter = (answered) => {
  const { request } = answered;
  return meterSqs(answered).filter(({ operation, empty }) => {
    if (operation !== 'ReceiveMessage') return /^(Delete|Change)Message/.test(operation);
    return empty === 0 || parametersOf(request).WaitTimeSeconds !== 0;
  });
};

/** EventBridge sends each event to each target by itself; this cloud's sends ten at once to save time. */
export const meterDelivery: ServiceMeter = (answered) => {
  const { request, answer } = answered;
  if (operationOf(request) !== 'SendMessageBatch') return meterSqs(answered);
  const parameters = parametersOf(request);
  const call = { service: 'sqs' as const, operation: 'SendMessage', resource: queueOf(parameters) };
  return sentBatch
    .parse(parameters)
    .Entries.map((message) =>
      answer.status < 400
        ? { ...call, messages: 1, chunks: chunksOf(sentSize(message)) }
        : { ...call, ...failure(answer) },
    );
};
