import type { Model } from '../engine/model.ts';
import { headlineOf, type Measurement } from '../metrics/result.ts';
import type { Threshold } from './load-result.ts';

export interface Limits {
  maxP95Ms?: number | undefined;
  /** From 0 to 1. */
  maxErrorRate: number;
}

/**
 * Judges a measurement. Where nothing could be measured, a limit on latency does not hold; what nobody was free to send
 * was not answered either.
 */
export function judge(
  limits: Limits,
  model: Model,
  { total, unsent }: Pick<Measurement, 'total' | 'unsent'>,
): Threshold[] {
  const p95 = headlineOf(model, total.latencyMs)?.p95 ?? null;
  const { maxP95Ms, maxErrorRate } = limits;
  const thresholds: Threshold[] = [];
  if (maxP95Ms !== undefined)
    thresholds.push({
      name: 'maxP95Ms',
      limit: maxP95Ms,
      actual: p95,
      ok: p95 !== null && p95 <= maxP95Ms,
    });
  const wanted = total.requests + unsent;
  const actual = wanted === 0 ? 0 : (total.failed + unsent) / wanted;
  const ok = wanted > 0 && actual <= maxErrorRate;
  return [...thresholds, { name: 'maxErrorRate', limit: maxErrorRate, actual, ok }];
}
