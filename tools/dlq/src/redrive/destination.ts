import { InvocationType, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { concurrently } from '../cloud/concurrently.ts';
import type { DeadLetter } from '../queue/message.ts';
import type { Refusal } from '../queue/mailbox.ts';
import type { QueueFacts } from '../queue/queue-facts.ts';
import { batchesOf, MAX_BATCH_BYTES, withRedriveCount } from './batches.ts';

/** Where messages are sent back to. */
export interface Destination {
  kind: 'queue' | 'function';
  name: string;
  /** Functions that handle the messages. */
  consumers: readonly string[];
  /** Sends messages, in their order. @returns Those that were not taken. */
  send(messages: readonly DeadLetter[]): Promise<Refusal[]>;
}

/** What EventBridge adds to an event that it could not deliver: not part of what the rule would have sent. */
const OF_RULES = [
  'RULE_ARN',
  'TARGET_ARN',
  'ERROR_CODE',
  'ERROR_MESSAGE',
  'RETRY_ATTEMPTS',
  'EXHAUSTED_RETRY_CONDITION',
];
/** A FIFO queue drops what comes with the same deduplication id within so long. */
const DEDUPLICATION_MS = 5 * 60_000;

/** How messages are sent to a queue. */
export interface QueueDestinationOptions {
  consumers?: readonly string[];
  /** Of messages that have none, such as a rule's. */
  groupId?: string | undefined;
  now?: () => number;
}

/** A queue: bodies, attributes, groups and deduplication ids stay what they are; only the redrive count is new. */
export function queueDestination(
  sqs: SQSClient,
  queue: Pick<QueueFacts, 'name' | 'url' | 'maxMessageBytes' | 'isFifo'>,
  { consumers = [], groupId, now = Date.now }: QueueDestinationOptions = {},
): Destination {
  const sendBatch = async (batch: readonly DeadLetter[]): Promise<Refusal[]> => {
    const { Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: batch.map((message, index) => ({
          Id: String(index),
          ...entryOf(message, groupId),
        })),
      }),
    );
    return Failed.map(({ Id, Code, Message }) => ({
      messageId: batch[Number(Id)]?.messageId ?? '',
      reason: [Code, Message].filter(Boolean).join(': '),
    }));
  };
  return {
    kind: 'queue',
    ...{ name: queue.name, consumers },
    send: async (messages) => {
      const tooEarly = queue.isFifo
        ? messages.filter(
            (message) =>
              message.deduplicationId !== undefined && now() - message.sentAt < DEDUPLICATION_MS,
          )
        : [];
      const refusals = tooEarly.map(({ messageId }): Refusal => ({
        messageId,
        reason:
          'The queue would drop it silently: it took the same deduplication id less than five minutes ago',
      }));
      const rest = messages.filter((message) => !tooEarly.includes(message));
      // One after the other: a FIFO queue keeps their order.
      const ready = rest.map((message) =>
        withRedriveCount(withoutRuleAttributes(message), queue.maxMessageBytes),
      );
      for (const batch of batchesOf(ready, 10, batchBytes(queue)))
        refusals.push(...(await sendBatch(batch)));
      return refusals;
    },
  };
}

/** A queue that takes no message of more than 256 KB may be where a call may not be larger either. */
const batchBytes = ({ maxMessageBytes }: Pick<QueueFacts, 'maxMessageBytes'>): number =>
  Math.min(MAX_BATCH_BYTES, Math.max(256 * 1024, maxMessageBytes));

const withoutRuleAttributes = (message: DeadLetter): DeadLetter =>
  message.attributes.RULE_ARN === undefined
    ? message
    : {
        ...message,
        attributes: Object.fromEntries(
          Object.entries(message.attributes).filter(([name]) => !OF_RULES.includes(name)),
        ),
      };

function entryOf(
  { body, attributes, traceHeader, groupId, deduplicationId }: DeadLetter,
  ruleGroupId: string | undefined,
): Omit<SendMessageBatchRequestEntry, 'Id'> {
  const MessageGroupId = groupId ?? ruleGroupId;
  return {
    MessageBody: body,
    ...(Object.keys(attributes).length > 0 && { MessageAttributes: { ...attributes } }),
    ...(traceHeader !== undefined && {
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceHeader } },
    }),
    ...(MessageGroupId !== undefined && { MessageGroupId }),
    ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
  };
}

/** Invocations under way at once. */
const WIDTH = 5;

/**
 * A function that is invoked asynchronously again.
 *
 * @param payloadOf What it was invoked with; `undefined` if a message does not tell.
 */
export const functionDestination = (
  lambda: LambdaClient,
  name: string,
  payloadOf: (message: DeadLetter) => string | undefined,
): Destination => ({
  kind: 'function',
  ...{ name, consumers: [name] },
  send: async (messages) => {
    const refusals = await concurrently(messages, WIDTH, async (message): Promise<Refusal[]> => {
      const { messageId } = message;
      const payload = payloadOf(message);
      if (payload === undefined)
        return [{ messageId, reason: 'It does not say what the function was invoked with' }];
      try {
        await lambda.send(
          new InvokeCommand({
            FunctionName: name,
            InvocationType: InvocationType.Event,
            Payload: Buffer.from(payload),
          }),
        );
        return [];
      } catch (error) {
        return [{ messageId, reason: `${(error as Error).name}: ${(error as Error).message}` }];
      }
    });
    return refusals.flat();
  },
});
