import type { ErrorKind } from './error-kind.ts';
import { Latencies } from './latency.ts';

/** What happened within one second. */
export interface SeriesPoint {
  /** Its beginning, seconds from the start. */
  second: number;
  /** Most users at work at the same time. */
  users: number;
  /** Requests that ended. */
  requests: number;
  errors: number;
  /** 429, among the errors. */
  throttled: number;
  /** Received. */
  bytes: number;
  /** Latency, ms; null when nothing was measured. */
  p50Ms: number | null;
  p95Ms: number | null;
  p99Ms: number | null;
}

const SECOND_MS = 1000;

/** Collects what happens second by second. */
export class Series {
  readonly points: SeriesPoint[] = [];
  readonly #startedAt: number;
  readonly #latencies = new Latencies();
  #current: Omit<SeriesPoint, 'p50Ms' | 'p95Ms' | 'p99Ms'>;
  #users = 0;

  /** @param startedAt ms, by the clock of what is recorded. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
    this.#current = this.#empty(0);
  }

  onUsers(users: number, at: number): void {
    this.#advance(at);
    this.#users = users;
    this.#current.users = Math.max(this.#current.users, users);
  }

  record(
    at: number,
    bytes: number,
    error: ErrorKind | undefined,
    latencyMs: number | undefined,
  ): void {
    this.#advance(at);
    const current = this.#current;
    current.requests += 1;
    current.bytes += bytes;
    if (error) current.errors += 1;
    if (error === 'throttled') current.throttled += 1;
    if (latencyMs !== undefined) this.#latencies.record(latencyMs);
  }

  /** Ends the last second. */
  end(): void {
    const { requests, users } = this.#current;
    if (requests > 0 || users > 0) this.#finish();
  }

  #advance(at: number): void {
    const second = Math.max(0, Math.floor((at - this.#startedAt) / SECOND_MS));
    while (this.#current.second < second) {
      this.#finish();
      this.#current = this.#empty(this.#current.second + 1);
    }
  }

  #finish(): void {
    const summary = this.#latencies.summary();
    this.#latencies.reset();
    const { p50 = null, p95 = null, p99 = null } = summary ?? {};
    this.points.push({ ...this.#current, p50Ms: p50, p95Ms: p95, p99Ms: p99 });
  }

  #empty(second: number): Omit<SeriesPoint, 'p50Ms' | 'p95Ms' | 'p99Ms'> {
    return { second, users: this.#users, requests: 0, errors: 0, throttled: 0, bytes: 0 };
  }
}
