import { type SQSRecord } from 'aws-lambda';
import { type $ZodType, type output, safeParse } from 'zod/v4/core';
import { toError } from '../batch/is-retryable.ts';
import { fieldErrors } from '../field-errors.ts';
import { type FailedMessage, type Message } from './create-sqs-handler.ts';

/** A record's body is not what its consumer understands. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage';
  readonly code = 'INVALID_MESSAGE';
}

/** Parses one record on its own, so that what is wrong with it stays with it. */
export function parseMessage<Schema extends $ZodType>(
  { messageId, body, attributes }: SQSRecord,
  schema: Schema,
): { message: Message<output<Schema>> } | { failed: FailedMessage } {
  try {
    const result = safeParse(schema, JSON.parse(body));
    if (!result.success) {
      const errors = fieldErrors(result.error, 'body').slice(0, 5);
      throw new InvalidMessage(errors.map((e) => `${e.field}: ${e.message}`).join('; '));
    }
    const receiveCount = Number(attributes.ApproximateReceiveCount);
    return { message: { messageId, value: result.data, receiveCount } };
  } catch (thrown) {
    return { failed: { messageId, error: toError(thrown) } };
  }
}
