import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

/** The bytes EventBridge counts for a given time, however it is written. */
const TIME_BYTES = 14;

const bytesOf = (text = ''): number => Buffer.byteLength(text);

/**
 * Size of a `PutEvents` entry in bytes, counted as EventBridge counts it: 14 for the time, and the UTF-8 length of
 * source, detail type, detail and each resource. The bus name is not counted.
 *
 * Source: Amazon EventBridge User Guide, "Calculating PutEvents event entry size".
 *
 * @example
 * entrySize({ Source: 'acado.ingest-a', DetailType: 'OrderPlaced', Detail: '{}' }); // 27
 */
export const entrySize = (entry: PutEventsRequestEntry): number =>
  (entry.Time ? TIME_BYTES : 0) +
  bytesOf(entry.Source) +
  bytesOf(entry.DetailType) +
  bytesOf(entry.Detail) +
  (entry.Resources ?? []).reduce((sum, resource) => sum + bytesOf(resource), 0);
