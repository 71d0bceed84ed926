import { headlineOf } from '../metrics/result.ts';
import { latencyName, ms, percent, perSecond } from './format.ts';
import type { LoadResult, Threshold } from './load-result.ts';

export const LIMITS =
  'One machine made this load. Where it also ran the service, figures compare with others of the same machine; they do not predict those of AWS.';

/** A run in a sentence. */
export function summaryOf({ model, measurement, interrupted }: LoadResult): string {
  const { total } = measurement;
  const latency = headlineOf(model, total.latencyMs);
  const end = interrupted ? ' Stopped before its end.' : '';
  return `p95 of the ${latencyName(model)} ${ms(latency?.p95)} (avg ${ms(latency?.avg)}) at ${perSecond(total.throughputPerSecond)}, ${percent(total.errorRate)} errors.${end}`;
}

export function thresholdText({ name, limit, actual, ok }: Threshold): string {
  const isLatency = name === 'maxP95Ms';
  const shown = (value: number | null): string => (isLatency ? ms(value) : percent(value ?? 0));
  return `${ok ? 'holds' : 'FAILS'}: ${isLatency ? 'p95' : 'errors'} ${shown(actual)}, at most ${shown(limit)}`;
}
