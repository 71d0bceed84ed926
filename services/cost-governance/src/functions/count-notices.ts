import { logger, metrics } from '@acado/powertools';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Notice } from '../domain/incident.ts';
import type { Notices } from '../domain/ports.ts';

/** For the dashboard; a metric costs nothing in the months in which there is no such notice. */
const METRICS: Partial<Record<Notice['kind'], string>> = {
  alarm: 'CostAlarms',
  throttled: 'FunctionsThrottled',
  held: 'FunctionsHeld',
  restored: 'FunctionsRestored',
};

/** Whatever people are told is logged and counted, too. */
export const countNotices = (notices: Notices): Notices => ({
  tell: async (notice) => {
    const { kind, subject, text } = notice;
    logger.warn(subject, { kind, text });
    const metric = METRICS[kind];
    if (metric) metrics.addMetric(metric, MetricUnit.Count, 1);
    await notices.tell(notice);
  },
});
