import type { SQSRecord } from 'aws-lambda';
import type { $ZodType, output } from 'zod/v4/core';
import { summarise, validate } from '../validate.ts';
import type { FailedMessage, Message } from './create-sqs-handler.ts';

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
  const refuse = (why: string) => ({ failed: { messageId, error: new InvalidMessage(why) } });
  const parsed = parseJson(body);
  if (!parsed) return refuse('body: Invalid JSON');
  const { data, errors } = validate(schema, parsed.json, 'body');
  if (errors) return refuse(summarise(errors));
  const receiveCount = Number(attributes.ApproximateReceiveCount);
  return { message: { messageId, value: data, receiveCount } };
}

const parseJson = (text: string): { json: unknown } | undefined => {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
};
