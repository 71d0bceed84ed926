import type { Evidence } from '../record/record.ts';
import { variantOf } from '../variants.ts';
import type { Latency } from './model.ts';

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

/** Of all orders of a run and of those that repeat it: on a machine that others use, too, one alone may be unlucky. */
export function latencyOf(recordings: Evidence['recordings'], name: string): Latency {
  const times = [...recordings]
    .filter(([run]) => run === name || variantOf(run).repeats === name)
    .flatMap(([, recording]) => recording.times);
  return {
    answer: percentilesOf(times.map(({ answerMs }) => answerMs)),
    processed: percentilesOf(times.map(({ processedMs }) => processedMs)),
  };
}
