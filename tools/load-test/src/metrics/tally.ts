import type { Answer } from '../engine/connection.ts';
import { ERROR_KINDS, type ErrorKind } from './error-kind.ts';

/** How often something came of requests. */
export interface ErrorCount {
  kind: ErrorKind;
  label: string;
  count: number;
}

/** Counts requests, bytes, statuses and errors. */
export class Tally {
  requests = 0;
  bytesReceived = 0;
  bytesSent = 0;
  readonly #statuses = new Map<number, number>();
  readonly #errors = new Map<ErrorKind, number>();

  count(answer: Answer, error: ErrorKind | undefined, bytesSent: number): void {
    this.requests += 1;
    this.bytesReceived += answer.bytes;
    this.bytesSent += bytesSent;
    if ('status' in answer)
      this.#statuses.set(answer.status, (this.#statuses.get(answer.status) ?? 0) + 1);
    if (error) this.#errors.set(error, (this.#errors.get(error) ?? 0) + 1);
  }

  get failed(): number {
    return [...this.#errors.values()].reduce((sum, count) => sum + count, 0);
  }

  /** By status. */
  statuses(): Record<string, number> {
    return Object.fromEntries([...this.#statuses].sort(([a], [b]) => a - b));
  }

  /** In the order of the kinds. */
  errors(): ErrorCount[] {
    return Object.entries(ERROR_KINDS).flatMap(([key, label]) => {
      const kind = key as ErrorKind;
      const count = this.#errors.get(kind) ?? 0;
      return count > 0 ? [{ kind, label, count }] : [];
    });
  }
}
