import {
  attributeBytes,
  type DeadLetter,
  messageBytes,
  REDRIVE_COUNT,
  redriveCountOf,
} from '../queue/message.ts';

/** A message can have so many attributes. */
const MAX_ATTRIBUTES = 10;
/** SQS takes so many bytes in one call. */
export const MAX_BATCH_BYTES = 1024 * 1024;

/**
 * A message with its redrive count raised; as it is where there is no room for the count.
 *
 * @param maxBytes What the queue takes.
 */
export function withRedriveCount(message: DeadLetter, maxBytes: number): DeadLetter {
  const count = {
    DataType: 'Number',
    StringValue: String(redriveCountOf(message) + 1),
  };
  const attributes = { ...message.attributes, [REDRIVE_COUNT]: count };
  const isTooLarge =
    messageBytes(message) + attributeBytes(REDRIVE_COUNT, count) > maxBytes ||
    Object.keys(attributes).length > MAX_ATTRIBUTES;
  return isTooLarge ? message : { ...message, attributes };
}

/** Messages in calls of at most ten and `maxBytes` together, in their order; one that is larger stands alone. */
export function batchesOf(
  messages: readonly DeadLetter[],
  maxMessages = 10,
  maxBytes = MAX_BATCH_BYTES,
): DeadLetter[][] {
  const batches: DeadLetter[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = messageBytes(message);
    const batch = batches.at(-1);
    if (!batch || batch.length === maxMessages || bytes + size > maxBytes) {
      batches.push([message]);
      bytes = size;
    } else {
      batch.push(message);
      bytes += size;
    }
  }
  return batches;
}
