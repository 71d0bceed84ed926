import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DeadLetter } from '../queue/message.ts';

const recordSchema = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown().optional(),
});

/**
 * What the function is invoked with: an SQS event of exactly this message, if it reads a queue; otherwise the event that it
 * was invoked with, which is the message, or in it.
 *
 * @param queueArn Queue that the function reads, if it does.
 */
export function replayEvent(message: DeadLetter, queueArn: string | undefined): unknown {
  const record = recordSchema.safeParse(jsonOf(message.body));
  if (record.success) return record.data.requestPayload;
  return queueArn === undefined ? jsonOf(message.body) : { Records: [recordOf(message, queueArn)] };
}

function recordOf(message: DeadLetter, queueArn: string) {
  const { messageId, body, sentAt, firstReceivedAt = sentAt, receiveCount, groupId } = message;
  const { traceHeader, deduplicationId } = message;
  return {
    ...{ messageId, receiptHandle: 'replay', body },
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(sentAt),
      SenderId: 'replay',
      ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
      ...(traceHeader !== undefined && { AWSTraceHeader: traceHeader }),
      ...(groupId !== undefined && { MessageGroupId: groupId }),
      ...(deduplicationId !== undefined && { MessageDeduplicationId: deduplicationId }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue !== undefined && { stringValue: StringValue }),
          ...(BinaryValue && { binaryValue: Buffer.from(BinaryValue).toString('base64') }),
          ...{ stringListValues: [], binaryListValues: [], dataType: DataType },
        },
      ]),
    ),
    md5OfBody: createHash('md5').update(body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
