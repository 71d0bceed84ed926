import { type Arrivals, HOUR_MS } from './arrivals.ts';

/** What a function does with a request. */
export interface Load {
  durationMs: number;
  initMs: number;
  idleTimeoutMs: number;
}

/** Requests of the period, by what they ran on. */
export interface Simulated {
  requests: number;
  /** On provisioned concurrency. */
  provisioned: number;
  /** On demand because provisioned concurrency was busy or not there, cold ones included. */
  onDemand: number;
  coldStarts: number;
}

/** Environments in the order in which they become free; all of one queue are busy for the same time. */
class BusyQueue {
  readonly #ends: Float64Array;
  #head = 0;
  #tail = 0;

  constructor(most: number) {
    this.#ends = new Float64Array(most);
  }

  get size(): number {
    return this.#tail - this.#head;
  }

  /** When the first becomes free, in ms. */
  get first(): number {
    return this.#head < this.#tail ? this.#ends[this.#head]! : Infinity;
  }

  push(end: number): void {
    this.#ends[this.#tail++] = end;
  }

  shift(): number {
    return this.#ends[this.#head++]!;
  }
}

/** The environments that are started on demand: the one that became free last is taken first, as Lambda does. */
class OnDemandPool {
  readonly #warm: BusyQueue;
  readonly #cold: BusyQueue;
  readonly #idleSince: Float64Array;
  readonly #load: Load;
  #idle = 0;

  constructor(load: Load, most: number) {
    this.#load = load;
    this.#warm = new BusyQueue(most);
    this.#cold = new BusyQueue(most);
    this.#idleSince = new Float64Array(most);
  }

  /** Runs a request and says whether it was cold. */
  run(at: number): boolean {
    const { durationMs, initMs, idleTimeoutMs } = this.#load;
    this.#release(at);
    const cold = this.#idle === 0 || at - this.#idleSince[this.#idle - 1]! > idleTimeoutMs;
    if (cold) {
      // The youngest is too old, so all of them are.
      this.#idle = 0;
      this.#cold.push(at + initMs + durationMs);
    } else {
      this.#idle--;
      this.#warm.push(at + durationMs);
    }
    return cold;
  }

  #release(at: number): void {
    for (;;) {
      const queue = this.#warm.first <= this.#cold.first ? this.#warm : this.#cold;
      if (queue.first > at) return;
      this.#idleSince[this.#idle++] = queue.shift();
    }
  }
}

/** Index of the hour that a time falls into, with a period that recurs. */
export const hourOf = (at: number, hours: number): number => {
  const hour = Math.floor(at / HOUR_MS) % hours;
  return hour < 0 ? hour + hours : hour;
};

/**
 * Runs the requests on a setting of provisioned concurrency. Model: provisioned environments first, then idle on-demand
 * ones, else a cold start; nothing waits or is throttled; provisioned environments are ready when their hour begins.
 * More of them mean fewer cold starts, but for rare cases: a long Init that overlaps requests starts an environment
 * more, which is warm later.
 *
 * @param hourly Provisioned environments in each hour of the period.
 *
 * @example
 * simulate(arrivals, { durationMs: 100, initMs: 500, idleTimeoutMs: 600_000 }, Array(24).fill(2)).coldStarts;
 */
export function simulate(arrivals: Arrivals, load: Load, hourly: readonly number[]): Simulated {
  const { times, warmUp, hours } = arrivals;
  const busy = new BusyQueue(times.length);
  const pool = new OnDemandPool(load, times.length);
  const result = { requests: times.length - warmUp, provisioned: 0, onDemand: 0, coldStarts: 0 };
  for (let index = 0; index < times.length; index++) {
    const at = times[index]!;
    while (busy.first <= at) busy.shift();
    const provisioned = busy.size < hourly[hourOf(at, hours)]!;
    if (provisioned) busy.push(at + load.durationMs);
    const cold = !provisioned && pool.run(at);
    if (index < warmUp) continue;
    if (provisioned) result.provisioned++;
    else result.onDemand++;
    if (cold) result.coldStarts++;
  }
  return result;
}
