/**
 * Works on all items, `limit` at a time, and stops at the first failure: `signal` is aborted, and no further item is
 * begun. Returns when the work on every item is over.
 */
export const performItems = async <T, R>(
  items: T[],
  limit: number,
  outer: AbortSignal,
  work: (item: T, index: number, signal: AbortSignal) => Promise<R>,
): Promise<R[]> => {
  const controller = new AbortController();
  const signal = AbortSignal.any([outer, controller.signal]);
  const results: R[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (signal.aborted) return;
      try {
        results[index] = await work(item, index, signal);
      } catch (error) {
        // The first one counts: the others are stopped with it.
        controller.abort(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  signal.throwIfAborted();
  return results;
};
