import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { $ZodType, output } from 'zod/v4/core';
import { toError } from '../batch/is-retryable.ts';
import { instrumented } from '../middleware.ts';
import { once } from '../once.ts';
import { logger } from '../telemetry.ts';
import { logFailures } from './log-failures.ts';
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
  /** Id of the request that led to a message; it joins the log of this function with that of the sender. */
  correlationId?: (value: output<Schema>) => string | undefined;
  /** Processes the valid messages together and names those that must come again. */
  handle: (
    messages: Message<output<Schema>>[],
    services: Services,
  ) => Promise<{ failed: FailedMessage[] }>;
}

/** A Lambda handler for a standard queue with `ReportBatchItemFailures`. */
export type SqsHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

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
 *   correlationId: ({ detail }) => detail.metadata.correlationId,
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
      const known = new Set(messages.map(({ messageId }) => messageId));
      const stranger = failed.find(({ messageId }) => !known.has(messageId));
      // Some message failed, and nobody knows which: to let one pass would lose it.
      if (stranger)
        throw new Error(`Not in this batch: ${stranger.messageId}`, { cause: stranger.error });
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
    if (failed.length > 0) {
      const { correlationId } = options;
      const ids = messages.map(
        ({ messageId, value }) => [messageId, correlationId?.(value)] as const,
      );
      logFailures(failed, event.Records.length, new Map(ids));
    }
    return { batchItemFailures: identifiers(failed) };
  });

  return async (event, context) => {
    try {
      return await stack(event, context);
    } catch (error) {
      logger.error('Batch failed', { error: toError(error) });
      return { batchItemFailures: identifiers(event.Records) };
    }
  };
}

/** Each id once: Lambda takes an answer with a repeated id for a failure of the whole batch. */
const identifiers = (
  failed: readonly { messageId: string }[],
): SQSBatchResponse['batchItemFailures'] =>
  [...new Set(failed.map(({ messageId }) => messageId))].map((itemIdentifier) => ({
    itemIdentifier,
  }));
