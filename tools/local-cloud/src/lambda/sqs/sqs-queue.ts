import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { toSqsRecord } from './sqs-event.ts';

/** The queue of an event source mapping, in records instead of messages. */
export type SqsQueue = {
  visibilityTimeoutMs(): Promise<number>;
  /** Rejects when `signal` aborts; a message that arrives too late for it goes back to the queue. */
  receive(max: number, waitS: number, signal: AbortSignal): Promise<SQSRecord[]>;
  remove(records: SQSRecord[]): Promise<void>;
  /** Visible to others at once. */
  release(records: SQSRecord[]): Promise<void>;
};

const tens = <T>(items: T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / 10) }, (_, index) =>
    items.slice(index * 10, index * 10 + 10),
  );

export const openSqsQueue = (sqs: SQSClient, queueArn: string): SqsQueue => {
  let url: Promise<string> | undefined;
  const queueUrl = (): Promise<string> => {
    url ??= sqs
      .send(new GetQueueUrlCommand({ QueueName: queueArn.split(':').at(-1) }))
      .then(({ QueueUrl }) => QueueUrl ?? '')
      .catch((error: unknown) => {
        url = undefined;
        throw error;
      });
    return url;
  };
  const entries = (records: SQSRecord[]) =>
    records.map(({ receiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle: receiptHandle,
    }));

  return {
    visibilityTimeoutMs: async () => {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: await queueUrl(),
          AttributeNames: ['VisibilityTimeout'],
        }),
      );
      return Number(Attributes?.VisibilityTimeout ?? 30) * 1000;
    },
    receive: async (max, waitS, signal) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: await queueUrl(),
          MaxNumberOfMessages: Math.min(10, max),
          WaitTimeSeconds: waitS,
          MessageSystemAttributeNames: ['All'],
          MessageAttributeNames: ['All'],
        }),
        { abortSignal: signal },
      );
      return Messages.map((message) => toSqsRecord(message, queueArn));
    },
    remove: async (records) => {
      const QueueUrl = await queueUrl();
      await Promise.all(
        tens(records).map((ten) =>
          sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: entries(ten) })),
        ),
      );
    },
    release: async (records) => {
      const QueueUrl = await queueUrl();
      await Promise.all(
        tens(records).map((ten) =>
          sqs.send(
            new ChangeMessageVisibilityBatchCommand({
              QueueUrl,
              Entries: entries(ten).map((entry) => ({ ...entry, VisibilityTimeout: 0 })),
            }),
          ),
        ),
      );
    },
  };
};
