import type { UsageLine } from '@acado/pricing';
import { type Bucket, requestsOf } from './size-buckets.ts';

const BYTES_PER_KB = 1024;
/** Largest body that either API takes. */
const MOST_KB = 10 * 1024;

export const UNIT_KB = 512;

/** Requests to a REST API, whatever their size. */
export const restLines = (region: string, requests: number): UsageLine[] => [
  { meter: 'rest-api', region, requests },
];

/** Requests to an HTTP API, by the size of their bodies. */
export function httpLines(
  region: string,
  requests: number,
  buckets: readonly Bucket[],
): UsageLine[] {
  const counts = requestsOf(buckets, requests);
  return buckets.flatMap(({ kb }, index): UsageLine[] => {
    const requestBytes = Math.round(Math.min(kb, MOST_KB) * BYTES_PER_KB);
    const own = counts[index]!;
    return own > 0 ? [{ meter: 'http-api', region, requests: own, requestBytes }] : [];
  });
}
