import type { BodySizes } from '../traffic/traffic.ts';

/** Requests whose bodies are about as large as each other. */
export interface Bucket {
  /** Of all requests, 0 to 1. */
  share: number;
  kb: number;
}

const PERCENTILES = [
  ['p50', 0.5],
  ['p90', 0.9],
  ['p99', 0.99],
  ['max', 1],
] as const;

/**
 * What is known of the bodies, as shares of the requests: those between two percentiles are taken to be as large as the
 * upper one, which rather overstates what they cost. With a mean alone all are that large, without anything empty.
 */
export function bucketsOf(sizes: BodySizes = {}): Bucket[] {
  const buckets: Bucket[] = [];
  let covered = 0;
  for (const [name, upTo] of PERCENTILES) {
    const kb = sizes[name];
    if (kb === undefined) continue;
    buckets.push({ share: upTo - covered, kb });
    covered = upTo;
  }
  if (buckets.length === 0) return [{ share: 1, kb: sizes.mean ?? 0 }];
  // Of those above the last percentile nothing is known but that they are no smaller.
  buckets.at(-1)!.share += 1 - covered;
  return buckets;
}

/** So many requests for each bucket, in all as many as there are. */
export function requestsOf(buckets: readonly Bucket[], requests: number): number[] {
  let share = 0;
  let given = 0;
  return buckets.map((bucket) => {
    share += bucket.share;
    const upTo = Math.round(requests * Math.min(1, share));
    const own = upTo - given;
    given = upTo;
    return own;
  });
}
