import { type Context, type SQSBatchResponse, type SQSEvent, type SQSRecord } from 'aws-lambda';
import { type $ZodType, type output } from 'zod/v4/core';
import { toError } from '../batch/is-retryable.ts';
import { instrumented } from '../middleware.ts';
import { once } from '../once.ts';
import { logger } from '../telemetry.ts';
import { parseMessage } from './parse-message.ts';

/** A record of the batch whose body passed the schema. */
export interface Message<Value> {
  messageId: string;
  value: Value;
  /** How often the queue has delivered it, this time included. */
  receiveCount: number;
}

/** A message that was not processed, and why. */
export interface FailedMessage {
  messageId: string;
  error: Error;
}

/** What an SQS handler is made of. */
export interface SqsHandlerOptions<Services, Schema extends $ZodType> {
  /** Builds what the handler needs (clients, stores); runs once per execution environment, at its first batch. */
  services: () => Services | Promise<Services>;
  /** Schema of a record's body after JSON parsing. */
  message: Schema;
  /** Processes the valid messages together and names those that must come again. */
  handle: (
    messages: Message<output<Schema>>[],
    services: Services,
  ) => Promise<{ failed: FailedMessage[] }>;
}

/** A Lambda handler for a standard queue with `ReportBatchItemFailures`. */
export type SqsHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** A log event holds 256 KB at most, and a batch can be 10,000 messages. */
const MAX_LOGGED_FAILURES = 20;

/**
 * Makes the Lambda handler of a queue. It never rejects and always answers with partial failures: a record that is not
 * valid fails alone and never reaches `handle`; if `handle` throws, all it was given fail.
 *
 * For standard queues: a FIFO queue would also need everything after the first failure reported.
 *
 * @example
 * export const handler = createSqsHandler({
 *   services: () => ({ orders: createOrderStore(parseConfig()) }),
 *   message: eventBridgeEnvelopeSchema(orderPlacedSchema),
 *   handle: async (messages, { orders }) => ({ failed: await orders.writeAll(messages) }),
 * });
 */
export function createSqsHandler<Services, Schema extends $ZodType>(
  options: SqsHandlerOptions<Services, Schema>,
): SqsHandler {
  const services = once(options.services);

  const handleAll = async (messages: Message<output<Schema>>[]): Promise<FailedMessage[]> => {
    if (messages.length === 0) return [];
    try {
      const { failed } = await options.handle(messages, await services());
      return failed;
    } catch (thrown) {
      const error = toError(thrown);
      return messages.map(({ messageId }) => ({ messageId, error }));
    }
  };

  const stack = instrumented<SQSEvent, SQSBatchResponse>();
  stack.handler(async (event: SQSEvent) => {
    const parsed = event.Records.map((record) => parseMessage(record, options.message));
    const messages = parsed.flatMap((result) => ('message' in result ? [result.message] : []));
    const invalid = parsed.flatMap((result) => ('failed' in result ? [result.failed] : []));
    const failed = [...invalid, ...(await handleAll(messages))];
    if (failed.length > 0) logFailures(failed, event.Records.length);
    return { batchItemFailures: identifiers(failed, event.Records) };
  });

  return async (event, context) => {
    try {
      return await stack(event, context);
    } catch (error) {
      logger.error('Batch failed', { error: toError(error) });
      return { batchItemFailures: identifiers(event.Records, event.Records) };
    }
  };
}

/** Lambda takes an answer with an unknown or repeated id for a failure of the whole batch. */
const identifiers = (
  failed: readonly { messageId: string }[],
  records: readonly SQSRecord[],
): SQSBatchResponse['batchItemFailures'] => {
  const ids = new Set(failed.map(({ messageId }) => messageId));
  return records
    .filter(({ messageId }) => ids.has(messageId))
    .map(({ messageId }) => ({ itemIdentifier: messageId }));
};

const logFailures = (failed: readonly FailedMessage[], received: number): void =>
  logger.error('Messages failed', {
    received,
    failed: failed.length,
    failures: failed.slice(0, MAX_LOGGED_FAILURES),
  });
