/**
 * Maps items through an asynchronous function with at most `limit` calls in flight; results keep the items' order.
 * The first rejection rejects the whole and no further item is started.
 *
 * @example
 * const bodies = await mapConcurrently(keys, 8, (key) => store.get(key));
 */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const queue = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        results[index] = await map(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
