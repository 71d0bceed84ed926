import { z } from 'zod';
import { AwsError } from '../../aws-api.ts';
import { dimensions, flag, integerBetween, number } from '../fields.ts';
import { metricQuery, period, runQueries, type MetricQuery } from '../metrics/metric-query.ts';

const actions = z.array(z.string()).max(5).default([]);

export const COMPARISONS: Record<string, (value: number, threshold: number) => boolean> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** An alarm as PutMetricAlarm and `AWS::CloudWatch::Alarm` define it; what has no effect here is not in it. */
export const alarmProperties = z.object({
  AlarmName: z.string().min(1).max(255),
  AlarmDescription: z.string().optional(),
  ActionsEnabled: flag.default(true),
  AlarmActions: actions,
  OKActions: actions,
  InsufficientDataActions: actions,
  Namespace: z.string().optional(),
  MetricName: z.string().optional(),
  Dimensions: dimensions.default({}),
  Statistic: z.string().optional(),
  ExtendedStatistic: z.string().optional(),
  Unit: z.string().optional(),
  Period: period.optional(),
  Metrics: z.array(metricQuery).max(20).default([]),
  EvaluationPeriods: integerBetween(1),
  DatapointsToAlarm: integerBetween(1).optional(),
  Threshold: number,
  ComparisonOperator: z.string(),
  TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing'),
});
export type AlarmDefinition = z.output<typeof alarmProperties>;

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

const invalid = (message: string): AwsError => new AwsError('ValidationError', message);

/** What the alarm watches: its metric as a query of one, or its metrics and their math. */
export const queriesOf = (alarm: AlarmDefinition): MetricQuery[] => {
  if (alarm.Metrics.length > 0) return alarm.Metrics;
  const { Namespace = '', MetricName = '', Dimensions, Period = 60, Unit } = alarm;
  const Stat = alarm.Statistic ?? alarm.ExtendedStatistic ?? 'Average';
  const Metric = { Namespace, MetricName, Dimensions };
  return [{ Id: 'm1', MetricStat: { Metric, Period, Stat, Unit }, ReturnData: true }];
};

/** @throws AwsError `ValidationError` for what can't be evaluated */
export const checkAlarm = (alarm: AlarmDefinition): AlarmDefinition => {
  const { Metrics, Namespace, MetricName, Statistic, ExtendedStatistic, Period } = alarm;
  if ((alarm.DatapointsToAlarm ?? 1) > alarm.EvaluationPeriods)
    throw invalid('DatapointsToAlarm must not exceed EvaluationPeriods.');
  if (!Object.hasOwn(COMPARISONS, alarm.ComparisonOperator))
    throw invalid(`The local cloud does not have ${alarm.ComparisonOperator}.`);
  if (Number.isNaN(alarm.Threshold)) throw invalid('An alarm has a Threshold.');
  if (Metrics.length > 0) {
    if (Metrics.filter(({ ReturnData }) => ReturnData).length !== 1)
      throw invalid('Exactly one of Metrics must have ReturnData.');
  } else {
    if (Namespace === undefined || MetricName === undefined || Period === undefined)
      throw invalid('An alarm has Namespace, MetricName and Period, or Metrics.');
    if ((Statistic === undefined) === (ExtendedStatistic === undefined))
      throw invalid('An alarm has either a Statistic or an ExtendedStatistic.');
  }
  // Finds a statistic or an expression that can't be computed before the alarm stands.
  runQueries({ read: () => new Map() }, queriesOf(alarm), { startS: 0, endS: 60 });
  return alarm;
};
