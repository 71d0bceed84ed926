import type { SQSEvent, SQSRecord } from 'aws-lambda';

/** The parts of a record that tests vary. */
export interface SqsRecordOverrides {
  /** A string is sent as it is, anything else as JSON. */
  body: unknown;
  /** Default `message-<index>`. */
  messageId?: string;
  /** Default 1. */
  receiveCount?: number;
}

const aRecord = (
  { body, messageId, receiveCount = 1 }: SqsRecordOverrides,
  index: number,
): SQSRecord => ({
  messageId: messageId ?? `message-${index}`,
  receiptHandle: `receipt-${index}`,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: '1767225600000',
    SenderId: 'a-sender',
    ApproximateFirstReceiveTimestamp: '1767225600000',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:a-queue',
  awsRegion: 'us-east-1',
});

/**
 * A batch of a queue.
 *
 * @example
 * anSqsEvent([{ body: { orderId: '1' } }, { body: 'not json', messageId: 'poison' }]);
 */
export const anSqsEvent = (records: SqsRecordOverrides[]): SQSEvent => ({
  Records: records.map(aRecord),
});
