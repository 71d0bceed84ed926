import type { Model } from '../engine/model.ts';
import { headlineOf, type Measurement } from '../metrics/result.ts';
import type { Threshold } from './load-result.ts';

export interface Limits {
  maxP95Ms?: number | undefined;
  /** From 0 to 1. */
  maxErrorRate: number;
}

/** Judges a measurement. Where nothing could be measured, a limit on latency does not hold. */
export function judge(
  limits: Limits,
  model: Model,
  { total }: Pick<Measurement, 'total'>,
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
  const { errorRate, requests } = total;
  const ok = requests > 0 && errorRate <= maxErrorRate;
  return [...thresholds, { name: 'maxErrorRate', limit: maxErrorRate, actual: errorRate, ok }];
}
