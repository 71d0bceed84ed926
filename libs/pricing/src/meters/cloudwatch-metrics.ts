import { Exact } from '../exact.ts';
import { amount, choice, HOURS_PER_MONTH, orElse, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

/** An anomaly-detection alarm watches three metrics. */
const ANOMALY_METRICS = 3;

const hours = orElse(
  amount(`Hours in which it is there; ${HOURS_PER_MONTH} are a month`, { max: 744 }),
  HOURS_PER_MONTH,
);

const months = (count: number, during: number): Exact =>
  Exact.of(count).times(during).over(HOURS_PER_MONTH);

/**
 * Custom metrics: each combination of name and dimensions is one, prorated by the hours in which it has data, tiered.
 * A metric that comes as EMF has no PutMetricData request; its log bytes are a line of `cloudwatch-logs`.
 *
 * Source: Amazon CloudWatch pricing page, as of 2026-10.
 */
export const cloudwatchMetrics = defineMeter({
  name: 'cloudwatch-metrics',
  summary: 'Custom metrics, one for each combination of dimensions, prorated by the hour',
  schema: usageLine('cloudwatch-metrics', {
    metrics: whole('Combinations of metric name and dimensions'),
    hours,
  }),
  example: { meter: 'cloudwatch-metrics', region: 'us-east-1', metrics: 40 },
  measure: ({ metrics, hours }) => [charge('cloudwatch.metrics', months(metrics, hours))],
});

/**
 * Alarms, prorated by the hour. An alarm with anomaly detection costs as much as three standard ones.
 *
 * Source: Amazon CloudWatch pricing page, as of 2026-10.
 */
export const cloudwatchAlarms = defineMeter({
  name: 'cloudwatch-alarms',
  summary: 'Alarms by type, prorated by the hour',
  schema: usageLine('cloudwatch-alarms', {
    type: choice('Type of the alarms', [
      'standard',
      'high-resolution',
      'composite',
      'anomaly-detection',
    ]),
    alarms: whole('Alarms; each metric that an alarm watches counts'),
    hours,
  }),
  example: { meter: 'cloudwatch-alarms', region: 'us-east-1', type: 'standard', alarms: 25 },
  measure({ type, alarms, hours }) {
    return type === 'anomaly-detection'
      ? [charge('cloudwatch.alarms.standard', months(alarms * ANOMALY_METRICS, hours))]
      : [charge(`cloudwatch.alarms.${type}`, months(alarms, hours))];
  },
});

/**
 * Calls of the metrics API: `PutMetricData` and the like by request, `GetMetricData` by metric asked for.
 *
 * Source: Amazon CloudWatch pricing page, as of 2026-10.
 */
export const cloudwatchApi = defineMeter({
  name: 'cloudwatch-api',
  summary: 'Metric API requests, and metrics asked for with GetMetricData',
  schema: usageLine('cloudwatch-api', {
    requests: orElse(whole('PutMetricData, GetMetricStatistics, ListMetrics and the like'), 0),
    metricsRequested: orElse(whole('Metrics asked for with GetMetricData'), 0),
  }),
  example: { meter: 'cloudwatch-api', region: 'us-east-1', requests: 100_000 },
  measure({ requests, metricsRequested }) {
    const charges = [charge('cloudwatch.api.requests', requests)];
    if (metricsRequested > 0) charges.push(charge('cloudwatch.api.metrics', metricsRequested));
    return charges;
  },
});
