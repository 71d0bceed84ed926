import {
  mapConcurrently,
  packBatches,
  type Refused,
  retryRemaining,
  type RetryPolicy,
} from '@acado/powertools/batch';
import {
  SendMessageBatchCommand,
  type SendMessageBatchCommandOutput,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** Limits of one call. SQS takes more bytes by now, but not everywhere, and charges them all the same. */
const MAX_MESSAGES = 10;
const MAX_CALL_BYTES = 256 * 1024;

/** Calls to AWS in flight at a time. */
const CONCURRENCY = 5;

/** SQS did not take a message. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
  /** SQS's error code. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** The part of an SQS client that sending needs. */
export type QueueClient = Pick<SQSClient, 'send'>;

/** Where to send. */
export interface SendOptions extends RetryPolicy {
  /** Give it `maxAttempts: 1`: retries are made here. */
  sqs: QueueClient;
  queueUrl: string;
}

/** The answer names each message by its id. One that it does not name was not taken. */
const refusedBy = <Message>(
  sent: readonly Message[],
  { Successful, Failed }: SendMessageBatchCommandOutput,
): Refused<Message>[] => {
  const taken = new Set(Successful?.map(({ Id }) => Id));
  const failures = new Map(Failed?.map((failure) => [failure.Id, failure]));
  return sent.flatMap((item, position) => {
    const id = String(position);
    if (taken.has(id)) return [];
    const { Code = 'NoAnswer', Message = '', SenderFault = false } = failures.get(id) ?? {};
    return [{ item, error: new MessageRefused(Code, Message), retryable: !SenderFault }];
  });
};

/**
 * Sends messages to a queue with as few calls as possible (10 messages, 256 KB each) and tries again those that SQS
 * refused. Never rejects: what was not taken in the end comes back with its error.
 *
 * @example
 * const lost = await sendMessages({ sqs, queueUrl }, [{ body: '{}' }]);
 */
export async function sendMessages<Message extends { body: string }>(
  options: SendOptions,
  messages: readonly Message[],
): Promise<{ item: Message; error: Error }[]> {
  const { sqs, queueUrl: QueueUrl } = options;
  const send = async (some: Message[]): Promise<Refused<Message>[]> => {
    const Entries = some.map(({ body }, position) => ({ Id: String(position), MessageBody: body }));
    return refusedBy(some, await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })));
  };
  const calls = packBatches(messages, {
    maxCount: MAX_MESSAGES,
    maxBytes: MAX_CALL_BYTES,
    sizeOf: ({ body }) => Buffer.byteLength(body),
  });
  const lost = await mapConcurrently(calls, CONCURRENCY, (call) =>
    retryRemaining(call, send, options),
  );
  return lost.flat();
}
