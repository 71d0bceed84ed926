/** Limits of one call of a batch API. */
export interface BatchLimits<T> {
  /** Most items per call. */
  maxCount: number;
  /** Most bytes per call, summed over the items; unlimited when absent. */
  maxBytes?: number;
  /** Size of one item in bytes, as the API measures it. */
  sizeOf?: (item: T) => number;
}

/**
 * Cuts items into consecutive batches that respect a call's count and size limits, keeping their order.
 * An item that is larger than `maxBytes` gets a batch of its own: refusing it is the caller's decision.
 *
 * @example
 * packBatches([1, 2, 3], { maxCount: 2 }); // [[1, 2], [3]]
 */
export function packBatches<T>(items: readonly T[], limits: BatchLimits<T>): T[][] {
  const { maxCount, maxBytes = Infinity, sizeOf = () => 0 } = limits;
  const batches: T[][] = [];
  let current: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (current.length > 0 && (current.length === maxCount || bytes + size > maxBytes)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    current.push(item);
    bytes += size;
  }
  if (current.length > 0) batches.push(current);
  return batches;
}
