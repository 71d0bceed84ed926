import type { Operator } from './aws.ts';
import type { System } from './system.ts';

/** Requests for receipts under way at a time. */
const READERS = 4;

/** One receipt per order: the PDF, as whoever asks for it gets it; undefined where there is none. */
export async function readReceipts(
  operator: Operator,
  { receipts }: System,
  orderIds: readonly string[],
): Promise<(Uint8Array | undefined)[]> {
  const read =
    receipts.in === 'bucket'
      ? await fromBucket(operator, receipts.bucket)
      : async (orderId: string) => {
          const response = await fetch(receipts.urlOf(orderId));
          const body = new Uint8Array(await response.arrayBuffer());
          return response.ok ? body : undefined;
        };
  const found: (Uint8Array | undefined)[] = [];
  const waiting = [...orderIds.entries()];
  const reader = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, orderId] = next;
      found[index] = await read(orderId);
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return found;
}

/** Objects are named after their order. */
async function fromBucket(operator: Operator, bucket: string) {
  const keys = new Map<string, string>();
  for (const { key } of await operator.list(bucket)) {
    const [orderId] = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(key) ?? [];
    if (orderId !== undefined) keys.set(orderId, key);
  }
  return async (orderId: string): Promise<Uint8Array | undefined> => {
    const key = keys.get(orderId);
    return key === undefined ? undefined : operator.read(bucket, key);
  };
}
