import { gunzipSync } from 'node:zlib';
import type { Operator } from './aws.ts';

/** An order's events in the archive. */
export interface Archived {
  /** When the first object with one of them was there, in ms since the epoch. */
  writtenAt: number;
  /** How many there are. */
  lines: number;
}

const ORDER_ID = /"orderId":"([0-9a-f-]{36})"/g;
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Reads every object of an archive, by orderId: events as JSON, a line or an object each, compressed or not. */
export async function readArchive(
  operator: Operator,
  bucket: string,
): Promise<Map<string, Archived>> {
  const archived = new Map<string, Archived>();
  for (const { key, writtenAt } of await operator.list(bucket)) {
    const bytes = await operator.read(bucket, key);
    // An object without lines shuts the name of an attempt that died.
    const text = (isGzip(bytes) ? gunzipSync(bytes) : Buffer.from(bytes)).toString('utf8');
    for (const [, orderId = ''] of text.matchAll(ORDER_ID)) {
      const known = archived.get(orderId) ?? { writtenAt, lines: 0 };
      archived.set(orderId, {
        writtenAt: Math.min(writtenAt, known.writtenAt),
        lines: known.lines + 1,
      });
    }
  }
  return archived;
}
