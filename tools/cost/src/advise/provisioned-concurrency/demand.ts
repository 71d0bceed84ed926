import { type Arrivals, HOUR_MS } from './arrivals.ts';
import { hourOf } from './simulate.ts';

/** What numbered environments would do if each request took the lowest free number, and none was cold. */
export interface Demand {
  /** Most requests at once in the whole period. */
  peak: number;
  /** For each hour the utilisation of each environment, from the first on. */
  usedShare: number[][];
  /** For each hour the requests that find the first n environments busy, by n; ends where there are none. */
  reaching: number[][];
}

/** Numbers that are free, the lowest first: a binary heap. */
class FreeNumbers {
  readonly #heap: number[] = [];
  #next = 0;

  take(): number {
    const [least] = this.#heap;
    if (least === undefined) return this.#next++;
    const last = this.#heap.pop()!;
    if (this.#heap.length > 0) this.#sink(last);
    return least;
  }

  giveBack(number: number): void {
    const heap = this.#heap;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= number) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = number;
  }

  #sink(number: number): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= number) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = number;
  }
}

const add = (counts: number[], at: number, value: number): void => {
  for (let n = counts.length; n <= at; n++) counts.push(0);
  counts[at]! += value;
};

/** From counts of exactly n to counts of n and more. */
function andMore(exactly: readonly number[]): number[] {
  let sum = 0;
  return exactly.map((_, index) => (sum += exactly.at(-1 - index)!)).reverse();
}

/**
 * Measures the demand. With n environments the requests that spill over are those that take number n or a higher one,
 * so the utilisation of number n is what one more environment would be used.
 */
export function demandOf({ times, hours }: Arrivals, durationMs: number): Demand {
  const used: number[][] = Array.from({ length: hours }, () => []);
  const taken: number[][] = Array.from({ length: hours }, () => []);
  const free = new FreeNumbers();
  const numbers = new Int32Array(times.length);
  let leaving = 0;
  times.forEach((at, index) => {
    while (leaving < index && times[leaving]! + durationMs <= at) {
      free.giveBack(numbers[leaving++]!);
    }
    const number = free.take();
    numbers[index] = number;
    const end = Math.min(at + durationMs, hours * HOUR_MS);
    for (let from = Math.max(0, at); from < end;) {
      const hour = Math.floor(from / HOUR_MS);
      const to = Math.min(end, (hour + 1) * HOUR_MS);
      add(used[hour]!, number, (to - from) / HOUR_MS);
      from = to;
    }
    if (at >= 0) add(taken[hourOf(at, hours)]!, number, 1);
  });
  const reaching = taken.map(andMore);
  return {
    peak: Math.max(0, ...reaching.map((counts) => counts.length)),
    usedShare: used,
    reaching,
  };
}
