/** What viewers are told: a state, or why there is none. */
export type News<T> = { state: T } | { problem: string };

export type Hub<T> = {
  /** Calls `listener` at once with what is known, and then with what changes, until the returned function is called. */
  subscribe(listener: (news: News<T>) => void): () => void;
};

/** Looks once an interval while somebody watches, and not at all otherwise; all viewers share one look. */
export function createHub<T>({
  look,
  explain,
  intervalMs = 1000,
}: {
  look: () => Promise<T>;
  explain: (error: unknown) => string;
  intervalMs?: number;
}): Hub<T> {
  const listeners = new Set<(news: News<T>) => void>();
  let latest: { news: News<T>; text: string } | undefined;
  let isLooking = false;

  const tell = (news: News<T>): void => {
    const text = JSON.stringify(news);
    if (text === latest?.text) return;
    latest = { news, text };
    for (const listener of listeners) listener(news);
  };

  const run = async (): Promise<void> => {
    isLooking = true;
    while (listeners.size > 0) {
      try {
        tell({ state: await look() });
      } catch (error) {
        tell({ problem: explain(error) });
      }
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
    isLooking = false;
    latest = undefined; // it would be old news for the next viewer
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      if (latest) listener(latest.news);
      if (!isLooking) void run();
      return () => listeners.delete(listener);
    },
  };
}
