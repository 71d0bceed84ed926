import type { Model, Sample } from '../engine/model.ts';
import type { ScenarioRequest } from '../scenario/scenario.ts';
import { type ErrorKind, errorKindOf } from './error-kind.ts';
import { Latencies } from './latency.ts';
import { Series } from './series.ts';
import { Tally } from './tally.ts';

/** What is known of a run while it goes on. */
export interface Live {
  users: number;
  requests: number;
  failed: number;
  /** Of the requests that ended since the last look, ms. */
  p95Ms: number | undefined;
}

/** What is kept of requests: of all of them, or of those of one name. */
export class Share {
  readonly tally = new Tally();
  readonly service = new Latencies();
  /** From the intended start, of an open load. */
  readonly response = new Latencies();
}

/**
 * Collects what comes of requests. A latency is that of an expected answer or of a time-out: what is refused at once
 * would flatter the others, and is an error.
 */
export class Recorder {
  readonly all = new Share();
  readonly byRequest: ReadonlyMap<ScenarioRequest, Share>;
  readonly series: Series;
  readonly #isOpen: boolean;
  readonly #recent = new Latencies();
  #users = 0;

  /** @param startedAt ms, by the clock of the samples. */
  constructor(requests: readonly ScenarioRequest[], model: Model, startedAt: number) {
    this.#isOpen = model.type === 'open';
    this.series = new Series(startedAt);
    this.byRequest = new Map(
      requests.filter(({ weight }) => weight > 0).map((request) => [request, new Share()]),
    );
  }

  record({ request, answer, endedAt, responseMs, bytesSent }: Sample): void {
    const error = errorKindOf(request, answer);
    const serviceMs = answer.durationMs;
    const counts = isMeasured(error);
    const headline = this.#isOpen ? responseMs : serviceMs;
    for (const share of [this.all, this.byRequest.get(request)]) {
      share?.tally.count(answer, error, bytesSent);
      if (!counts) continue;
      share?.service.record(serviceMs);
      if (this.#isOpen) share?.response.record(responseMs);
    }
    if (counts) this.#recent.record(headline);
    this.series.record(endedAt, answer.bytes, error, counts ? headline : undefined);
  }

  onUsers(users: number, at: number): void {
    this.#users = users;
    this.series.onUsers(users, at);
  }

  live(): Live {
    const p95Ms = this.#recent.summary()?.p95;
    this.#recent.reset();
    const { requests, failed } = this.all.tally;
    return { users: this.#users, requests, failed, p95Ms };
  }
}

const isMeasured = (error: ErrorKind | undefined): boolean =>
  error === undefined || error === 'timeout';
