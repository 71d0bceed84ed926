import { build, type Histogram } from 'hdr-histogram-js';

/** Latencies, ms. */
export interface LatencySummary {
  avg: number;
  p50: number;
  p90: number;
  p95: number;
  p99: number;
  max: number;
}

const TEN_MINUTES_US = 600_000_000;

/** Collects latencies to three digits, from 1 µs to ten minutes. */
export class Latencies {
  /** Made when there is something to keep: it takes 86 kB. */
  #histogram: Histogram | undefined;

  record(ms: number): void {
    this.#histogram ??= build({
      lowestDiscernibleValue: 1,
      highestTrackableValue: TEN_MINUTES_US,
      numberOfSignificantValueDigits: 3,
      autoResize: false,
    });
    this.#histogram.recordValue(microseconds(ms));
  }

  reset(): void {
    this.#histogram?.reset();
  }

  /** ms; nothing was recorded: undefined. */
  summary(): LatencySummary | undefined {
    return this.#histogram && summaryOf(this.#histogram);
  }

  /**
   * The same with what was not sent because a user waited: to a latency of L, those of the requests that would have
   * come every `intervalMs` meanwhile, L − interval, L − 2 · interval …
   */
  corrected(intervalMs: number): LatencySummary | undefined {
    if (!this.#histogram || !(intervalMs > 0)) return this.summary();
    return summaryOf(this.#histogram.copyCorrectedForCoordinatedOmission(microseconds(intervalMs)));
  }
}

const microseconds = (ms: number): number =>
  Math.min(TEN_MINUTES_US, Math.max(1, Math.round(ms * 1000)));

function summaryOf(histogram: Histogram): LatencySummary | undefined {
  if (histogram.totalCount === 0) return undefined;
  // A percentile is the end of what counts as equal, and may lie beyond the largest.
  const at = (percentile: number): number =>
    rounded(Math.min(histogram.getValueAtPercentile(percentile), histogram.maxValue));
  return {
    avg: rounded(histogram.mean),
    ...{ p50: at(50), p90: at(90), p95: at(95), p99: at(99), max: rounded(histogram.maxValue) },
  };
}

/** ms, with no more digits than were kept. */
const rounded = (microseconds: number): number => Number((microseconds / 1000).toPrecision(4));
