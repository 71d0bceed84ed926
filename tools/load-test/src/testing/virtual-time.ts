import type { Clock } from '../engine/clock.ts';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock that jumps from one moment at which something happens to the next. */
export class VirtualTime implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  sleepUntil(at: number, signal?: AbortSignal): Promise<void> {
    if (at <= this.#now || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      this.#sleepers.push({ at, wake: resolve });
      signal?.addEventListener('abort', () => resolve());
    });
  }

  /** Lets time pass until this is done. */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let done = false;
    const finished = work.finally(() => (done = true));
    while (!done) {
      await new Promise(setImmediate);
      const at = Math.min(...this.#sleepers.map((sleeper) => sleeper.at));
      if (done || at === Infinity) continue;
      this.#now = Math.max(this.#now, at);
      const due = this.#sleepers.filter((sleeper) => sleeper.at <= at);
      this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.at > at);
      for (const { wake } of due) wake();
    }
    return finished;
  }
}
