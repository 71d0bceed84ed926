import { logger } from '@acado/powertools';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Outcome } from '../domain/check.ts';

const NAMESPACE = 'Acado/Canary';

/** One EMF record per endpoint: `Available`, 1 or 0, and `Latency` of what answered; a log line for what is wrong. */
export function emitOutcomes(outcomes: readonly Outcome[], stage: string): void {
  for (const { endpoint, available, milliseconds, reason } of outcomes) {
    const metrics = new Metrics({ namespace: NAMESPACE });
    // `service` would be the canary's.
    metrics.clearDefaultDimensions();
    metrics.addDimensions({ endpoint, stage });
    metrics.addMetric('Available', MetricUnit.Count, available ? 1 : 0);
    if (milliseconds !== undefined)
      metrics.addMetric('Latency', MetricUnit.Milliseconds, milliseconds);
    metrics.publishStoredMetrics();
    if (!available) logger.error('Not available', { endpoint, reason, milliseconds });
  }
}
