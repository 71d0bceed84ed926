import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type AwsApi, AwsError, type AwsResponse } from '../aws-api.ts';
import { callerOf } from './call.ts';

const start = z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() });
const list = z.object({ SourceArn: z.string() });
const sources = z.object({ QueueUrl: z.string() });
const queueUrls = z.object({ QueueUrls: z.array(z.string()).default([]) });
const queueAttributes = z.object({
  Attributes: z.object({
    QueueArn: z.string(),
    RedrivePolicy: z.string().optional(),
    ApproximateNumberOfMessages: z.coerce.number(),
  }),
});
const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });
const received = z.object({
  Messages: z
    .array(
      z.object({
        Body: z.string(),
        ReceiptHandle: z.string(),
        MessageAttributes: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .default([]),
});

type Task = {
  Status: 'COMPLETED';
  SourceArn: string;
  DestinationArn: string | undefined;
  ApproximateNumberOfMessagesMoved: number;
  ApproximateNumberOfMessagesToMove: number;
  StartedTimestamp: number;
};

const answer = (status: number, body: object): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
const invalid = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

/**
 * SQS's redrive, which fauxqs lacks: `ListDeadLetterSourceQueues` tells whose dead letters a queue has, and
 * `StartMessageMoveTask` brings them back to the queue they came from. The answer comes when they are there; a message is deleted after it was sent, so that a kill in between doubles it at most.
 */
export const withMessageMoves = (api: AwsApi, region: string): AwsApi => {
  const { json } = callerOf(api, { region, endpoint: 'http://127.0.0.1' });
  const call = (operation: string, parameters: object) =>
    json(`AmazonSQS.${operation}`, parameters);
  const urlOf = (arn: string): string => `http://127.0.0.1/000000000000/${arn.split(':').at(-1)}`;
  const tasks: Task[] = [];

  const describe = async (QueueUrl: string) => {
    const answered = await call('GetQueueAttributes', { QueueUrl, AttributeNames: ['All'] });
    return queueAttributes.parse(answered).Attributes;
  };

  /** The queues whose dead letters go to `deadLetterArn`. */
  const sourcesOf = async (deadLetterArn: string): Promise<{ url: string; arn: string }[]> => {
    const { QueueUrls } = queueUrls.parse(await call('ListQueues', {}));
    const queues = await Promise.all(
      QueueUrls.map(async (url) => ({ url, ...(await describe(url)) })),
    );
    return queues
      .filter(({ RedrivePolicy = '' }) => {
        if (RedrivePolicy === '') return false;
        return redrivePolicy.parse(JSON.parse(RedrivePolicy)).deadLetterTargetArn === deadLetterArn;
      })
      .map(({ url, QueueArn }) => ({ url, arn: QueueArn }));
  };

  const move = async (from: string, to: string, count: number): Promise<number> => {
    for (let moved = 0; ;) {
      const { Messages } = received.parse(
        await call('ReceiveMessage', {
          QueueUrl: from,
          MaxNumberOfMessages: Math.min(10, count - moved),
          MessageAttributeNames: ['All'],
        }),
      );
      for (const { Body, MessageAttributes, ReceiptHandle } of Messages) {
        await call('SendMessage', { QueueUrl: to, MessageBody: Body, MessageAttributes });
        await call('DeleteMessage', { QueueUrl: from, ReceiptHandle });
      }
      moved += Messages.length;
      // Not those that have died again meanwhile.
      if (Messages.length === 0 || moved >= count) return moved;
    }
  };

  const startTask = async ({ SourceArn, DestinationArn }: z.output<typeof start>) => {
    const { ApproximateNumberOfMessages: count } = await describe(urlOf(SourceArn));
    const arns = (await sourcesOf(SourceArn)).map(({ arn }) => arn);
    if (arns.length === 0) throw invalid('Source queue must be configured as a Dead Letter Queue.');
    const to = DestinationArn ?? (arns.length === 1 ? arns[0] : undefined);
    if (to === undefined)
      throw invalid(`The local cloud needs a DestinationArn, one of ${arns.join(', ')}.`);
    const StartedTimestamp = Date.now();
    const moved = count === 0 ? 0 : await move(urlOf(SourceArn), urlOf(to), count);
    tasks.unshift({
      ...{ Status: 'COMPLETED', SourceArn, DestinationArn, StartedTimestamp },
      ApproximateNumberOfMessagesMoved: moved,
      ApproximateNumberOfMessagesToMove: count,
    });
    return { TaskHandle: randomUUID() };
  };

  const operations: Record<string, (parameters: unknown) => Promise<object>> = {
    StartMessageMoveTask: (parameters) => startTask(start.parse(parameters)),
    ListMessageMoveTasks: (parameters) => {
      const { SourceArn } = list.parse(parameters);
      return Promise.resolve({ Results: tasks.filter((task) => task.SourceArn === SourceArn) });
    },
    ListDeadLetterSourceQueues: async (parameters) => {
      const { QueueArn } = await describe(sources.parse(parameters).QueueUrl);
      return { queueUrls: (await sourcesOf(QueueArn)).map(({ url }) => url) };
    },
  };

  return async (request) => {
    const [service, name = ''] = (request.headers['x-amz-target'] ?? '').split('.');
    const operation = service === 'AmazonSQS' ? operations[name] : undefined;
    if (!operation) return api(request);
    try {
      return answer(200, await operation(JSON.parse(request.body.toString())));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return answer(error.status, {
        __type: `com.amazonaws.sqs#${error.code}`,
        message: error.message,
      });
    }
  };
};
