import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  paginateListQueues,
  QueueDoesNotExist,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { CommandError } from '@acado/command-line';
import { z } from 'zod';
import { concurrently } from '../cloud/concurrently.ts';

/** What a queue says of itself. */
export interface QueueFacts {
  name: string;
  url: string;
  arn: string;
  isFifo: boolean;
  /** Messages that can be received, that somebody has received, and that are not due yet; all approximate. */
  visible: number;
  inFlight: number;
  delayed: number;
  /** Seconds. */
  retentionS: number;
  visibilityTimeoutS: number;
  maxMessageBytes: number;
  /** Its own dead-letter queue. */
  redrive?: { deadLetterArn: string; maxReceiveCount: number };
  /** It names queues that may send it dead letters. */
  isMadeForDeadLetters: boolean;
}

const attributesSchema = z.object({
  QueueArn: z.string(),
  ApproximateNumberOfMessages: z.coerce.number().default(0),
  ApproximateNumberOfMessagesNotVisible: z.coerce.number().default(0),
  ApproximateNumberOfMessagesDelayed: z.coerce.number().default(0),
  MessageRetentionPeriod: z.coerce.number().default(345_600),
  VisibilityTimeout: z.coerce.number().default(30),
  MaximumMessageSize: z.coerce.number().default(262_144),
  RedrivePolicy: z.string().optional(),
  RedriveAllowPolicy: z.string().optional(),
});
const redriveSchema = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number(),
});

/** Attribute requests under way at once. */
const WIDTH = 8;

/** The last part of a queue's URL or ARN. */
export const queueNameOf = (urlOrArn: string): string => urlOrArn.split(/[/:]/).at(-1) ?? urlOrArn;

/** @returns `undefined` if it is gone. */
export async function describeQueue(sqs: SQSClient, url: string): Promise<QueueFacts | undefined> {
  const answer = await sqs
    .send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }))
    .catch((error: unknown) => {
      if (error instanceof QueueDoesNotExist) return undefined;
      throw error;
    });
  if (!answer) return undefined;
  const attributes = attributesSchema.parse(answer.Attributes);
  const policy = attributes.RedrivePolicy;
  const redrive = policy ? redriveSchema.parse(JSON.parse(policy)) : undefined;
  const name = queueNameOf(url);
  return {
    ...{ name, url, arn: attributes.QueueArn, isFifo: name.endsWith('.fifo') },
    visible: attributes.ApproximateNumberOfMessages,
    inFlight: attributes.ApproximateNumberOfMessagesNotVisible,
    delayed: attributes.ApproximateNumberOfMessagesDelayed,
    retentionS: attributes.MessageRetentionPeriod,
    visibilityTimeoutS: attributes.VisibilityTimeout,
    maxMessageBytes: attributes.MaximumMessageSize,
    isMadeForDeadLetters: Boolean(attributes.RedriveAllowPolicy),
    ...(redrive && {
      redrive: {
        deadLetterArn: redrive.deadLetterTargetArn,
        maxReceiveCount: redrive.maxReceiveCount,
      },
    }),
  };
}

/** Every queue of the region, in the order of their names. */
export async function describeQueues(sqs: SQSClient): Promise<QueueFacts[]> {
  const urls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs, pageSize: 1000 }, {}))
    urls.push(...QueueUrls);
  const facts = await concurrently(urls, WIDTH, (url) => describeQueue(sqs, url));
  return facts.filter((one) => one !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Finds a queue by its name, URL or ARN.
 *
 * @throws {CommandError} If there is none.
 */
export async function findQueue(sqs: SQSClient, nameUrlOrArn: string): Promise<QueueFacts> {
  const name = queueNameOf(nameUrlOrArn);
  const { QueueUrl } = await sqs
    .send(new GetQueueUrlCommand({ QueueName: name }))
    .catch((error: unknown) => {
      if (error instanceof QueueDoesNotExist) return { QueueUrl: undefined };
      throw error;
    });
  const facts = QueueUrl === undefined ? undefined : await describeQueue(sqs, QueueUrl);
  if (facts) return facts;
  throw new CommandError(`There is no queue "${name}"; list shows every dead-letter queue`);
}

/** Queues whose dead letters come to `url`. */
export async function sourcesOf(sqs: SQSClient, url: string): Promise<QueueFacts[]> {
  const urls: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: url, MaxResults: 1000, NextToken }),
    );
    urls.push(...(page.queueUrls ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const facts = await concurrently(urls, WIDTH, (source) => describeQueue(sqs, source));
  return facts.filter((one) => one !== undefined);
}
