/** Of latencies, in ms. */
export interface Percentiles {
  p50: number;
  p90: number;
  p95: number;
  p99: number;
}

/** Percentiles by nearest rank: each is a latency that was measured. */
export function percentilesOf(latencies: readonly number[]): Percentiles {
  const sorted = [...latencies].sort((a, b) => a - b);
  const at = (percent: number): number =>
    Number((sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN).toFixed(1));
  return { p50: at(50), p90: at(90), p95: at(95), p99: at(99) };
}
