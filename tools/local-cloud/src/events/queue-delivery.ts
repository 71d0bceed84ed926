import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { type DeliverToArn } from './types.ts';

const MAX_ENTRIES = 10;
const MAX_BYTES = 1024 * 1024;
/** Batches under way at once per queue: more would only split what one batch could carry. */
const MAX_BATCHES = 2;

type Waiting = {
  body: string;
  groupId: string | undefined;
  resolve: () => void;
  reject: (error: Error) => void;
};

/** The URL of a queue of the local account. */
export const queueUrlOf = (queueArn: string, endpoint: string): string => {
  const [account, name] = queueArn.split(':').slice(-2);
  return `${endpoint}/${account}/${name}`;
};

/**
 * Delivers to SQS queues. Messages that are ready while a batch to the same queue is under way share the next one, so a
 * busy queue costs a tenth of the requests and an idle one no delay.
 */
export const createQueueDelivery = (context: {
  sqs: SQSClient;
  endpoint: string;
}): DeliverToArn => {
  const queues = new Map<string, { waiting: Waiting[]; batches: number }>();

  const flush = (arn: string): void => {
    const queue = queues.get(arn);
    if (!queue) return;
    while (queue.batches < MAX_BATCHES && queue.waiting.length > 0) {
      queue.batches++;
      void sendBatch(arn, takeBatch(queue.waiting)).finally(() => {
        queue.batches--;
        if (queue.batches === 0 && queue.waiting.length === 0) queues.delete(arn);
        else flush(arn);
      });
    }
  };

  const sendBatch = async (arn: string, batch: Waiting[]): Promise<void> => {
    try {
      const answer = await context.sqs.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrlOf(arn, context.endpoint),
          Entries: batch.map(({ body, groupId }, index): SendMessageBatchRequestEntry => ({
            Id: String(index),
            MessageBody: body,
            ...(groupId !== undefined && { MessageGroupId: groupId }),
          })),
        }),
      );
      const failed = new Map(answer.Failed?.map((failure) => [failure.Id, failure]));
      batch.forEach(({ resolve, reject }, index) => {
        const failure = failed.get(String(index));
        if (!failure) return resolve();
        const error = new Error(failure.Message ?? failure.Code);
        error.name = failure.Code ?? 'Error';
        reject(error);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error as Error);
    }
  };

  return (arn, payload, target) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(arn) ?? { waiting: [], batches: 0 };
      queues.set(arn, queue);
      const groupId = target.SqsParameters?.MessageGroupId;
      queue.waiting.push({ body: payload, groupId, resolve, reject });
      // Lets everything that is due in this turn of the event loop join the batch.
      if (queue.waiting.length === 1) setImmediate(() => flush(arn));
    });
};

/** As many as one request may carry; at least one. */
const takeBatch = (waiting: Waiting[]): Waiting[] => {
  let bytes = 0;
  let count = 0;
  for (const { body } of waiting.slice(0, MAX_ENTRIES)) {
    bytes += Buffer.byteLength(body);
    if (count > 0 && bytes > MAX_BYTES) break;
    count++;
  }
  return waiting.splice(0, count);
};
