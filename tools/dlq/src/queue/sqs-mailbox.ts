import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { concurrently, piecesOf } from '../cloud/concurrently.ts';
import type { Mailbox, Refusal } from './mailbox.ts';
import type { DeadLetter, MessageAttribute } from './message.ts';

/** Entries of one batch call. */
export const BATCH = 10;
/** Batch calls under way at once. */
const WIDTH = 8;

/** A queue on SQS. */
export function openMailbox(sqs: SQSClient, QueueUrl: string): Mailbox {
  return {
    receive: async ({ max, visibilityS, waitS }) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: max,
          VisibilityTimeout: visibilityS,
          WaitTimeSeconds: waitS,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages.map(deadLetterOf);
    },
    giveBack: async (messages) => {
      await concurrently(piecesOf(messages, BATCH), WIDTH, (batch) =>
        sqs.send(
          new ChangeMessageVisibilityBatchCommand({
            QueueUrl,
            Entries: batch.map(({ receiptHandle: ReceiptHandle }, index) => ({
              ...{ Id: String(index), ReceiptHandle },
              VisibilityTimeout: 0,
            })),
          }),
        ),
      );
    },
    remove: async (messages) => {
      const refusals = await concurrently(piecesOf(messages, BATCH), WIDTH, async (batch) => {
        const { Failed = [] } = await sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl,
            Entries: batch.map(({ receiptHandle: ReceiptHandle }, index) => ({
              Id: String(index),
              ReceiptHandle,
            })),
          }),
        );
        return Failed.map(({ Id, Code, Message }): Refusal => {
          const reason = [Code, Message].filter(Boolean).join(': ');
          return { messageId: batch[Number(Id)]?.messageId ?? '', reason };
        });
      });
      return refusals.flat();
    },
  };
}

function deadLetterOf(message: Message): DeadLetter {
  const { MessageId = '', ReceiptHandle = '', Body = '', Attributes = {} } = message;
  const { SentTimestamp, ApproximateFirstReceiveTimestamp, ApproximateReceiveCount } = Attributes;
  const { AWSTraceHeader, MessageGroupId, MessageDeduplicationId } = Attributes;
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    sentAt: Number(SentTimestamp ?? 0),
    receiveCount: Number(ApproximateReceiveCount ?? 1),
    attributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
        name,
        attributeOf(attribute),
      ]),
    ),
    ...(ApproximateFirstReceiveTimestamp !== undefined && {
      firstReceivedAt: Number(ApproximateFirstReceiveTimestamp),
    }),
    ...(AWSTraceHeader !== undefined && { traceHeader: AWSTraceHeader }),
    ...(MessageGroupId !== undefined && { groupId: MessageGroupId }),
    ...(MessageDeduplicationId !== undefined && { deduplicationId: MessageDeduplicationId }),
  };
}

const attributeOf = ({
  DataType = 'String',
  StringValue,
  BinaryValue,
}: NonNullable<Message['MessageAttributes']>[string]): MessageAttribute => ({
  DataType,
  ...(StringValue !== undefined && { StringValue }),
  ...(BinaryValue !== undefined && { BinaryValue }),
});
