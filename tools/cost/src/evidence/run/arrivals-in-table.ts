import { setTimeout as delay } from 'node:timers/promises';
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Operator } from './aws.ts';

/** How often a table is asked: so much later than it was written an item may be seen. */
export const POLL_MS = 100;
/** Orders that are asked for while none of them comes; when one does, so do others. */
const PROBES = 3;
/** Keys of one BatchGetItem. */
const MAX_KEYS = 100;

/** Watches items come into a table. */
export interface Arrivals {
  /** From now on the order's item is looked for. */
  expect: (orderId: string) => void;
  /** When each item was first seen, in ms since the epoch. */
  seenAt: ReadonlyMap<string, number>;
  /** How many are still looked for. */
  missing: () => number;
  stop: () => Promise<void>;
}

/**
 * Asks for the oldest orders that are missing, so that watching costs as little as possible of the machine that is
 * measured.
 */
export function watchTable({ documents }: Operator, table: string): Arrivals {
  const missing = new Set<string>();
  const seenAt = new Map<string, number>();
  let stopped = false;

  /** How many of the oldest that are missing were there. */
  const look = async (count: number): Promise<number> => {
    const keys = [...missing].slice(0, count).map((orderId) => ({ orderId }));
    if (keys.length === 0) return 0;
    const { Responses = {} } = await documents.send(
      new BatchGetCommand({
        RequestItems: { [table]: { Keys: keys, ProjectionExpression: 'orderId' } },
      }),
    );
    const now = performance.timeOrigin + performance.now();
    const found = Responses[table] ?? [];
    for (const { orderId } of found) {
      missing.delete(String(orderId));
      seenAt.set(String(orderId), now);
    }
    return found.length;
  };
  const watching = (async () => {
    for (; !stopped; await delay(POLL_MS))
      for (let found = await look(PROBES); found > 0;) found = await look(MAX_KEYS);
  })();
  // Whoever stops it is told.
  watching.catch(() => undefined);

  return {
    expect: (orderId) => void missing.add(orderId),
    seenAt,
    missing: () => missing.size,
    stop: async () => {
      stopped = true;
      await watching;
    },
  };
}
