import { z } from 'zod';
import { AwsError } from '../../aws-api.ts';
import { operation, type Operation } from '../../events/aws-json.ts';
import { dimensionList, dimensions, integer, number, pageOf, time } from '../fields.ts';
import { type Measurement, type MetricStore } from './metric-store.ts';
import { metricQuery, period, runQueries, statisticName } from './metric-query.ts';
import { statistic } from './statistics.ts';

const LIST_PAGE = 500;
const MAX_POINTS = 1440;
const RECENTLY_MS = 3 * 3600 * 1000;

const dimensionFilter = z
  .array(z.object({ Name: z.string(), Value: z.string().optional() }))
  .default([]);

const datum = z
  .object({
    MetricName: z.string().min(1).max(255),
    Dimensions: dimensions.default({}),
    Timestamp: time.optional(),
    Value: number.optional(),
    StatisticValues: z
      .object({ SampleCount: number, Sum: number, Minimum: number, Maximum: number })
      .optional(),
    Values: z.array(number).max(150).default([]),
    Counts: z.array(number).max(150).optional(),
    Unit: z.string().default('None'),
    StorageResolution: integer.pipe(z.union([z.literal(1), z.literal(60)])).default(60),
  })
  .refine(({ Values, Counts }) => !Counts || Counts.length === Values.length, {
    message: 'Counts and Values must have the same length',
  });

const valuesOf = ({
  Value,
  StatisticValues,
  Values,
  Counts,
}: z.output<typeof datum>): Measurement['values'] => {
  if (Value !== undefined) return [[Value, 1]];
  if (Values.length > 0) return Values.map((value, index) => [value, Counts?.[index] ?? 1]);
  if (!StatisticValues)
    throw new AwsError('MissingParameter', 'Value, Values or StatisticValues must be given.');
  const { SampleCount: count, Sum: sum, Minimum: min, Maximum: max } = StatisticValues;
  return { count, sum, min, max };
};

/** Seconds of the range, its beginning at a whole minute unless the period is shorter. */
const rangeOf = (start: number, end: number, periodS: number) => {
  if (start >= end) throw new AwsError('ValidationError', 'StartTime must be before EndTime.');
  const step = Math.min(60, periodS);
  return { startS: Math.floor(start / 1000 / step) * step, endS: Math.ceil(end / 1000) };
};

/** ListMetrics, PutMetricData, GetMetricStatistics and GetMetricData. */
export const metricOperations = (
  store: MetricStore,
  now: () => number,
): Record<string, Operation> => ({
  ListMetrics: operation(
    z.object({
      Namespace: z.string().optional(),
      MetricName: z.string().optional(),
      Dimensions: dimensionFilter,
      RecentlyActive: z.literal('PT3H').optional(),
      NextToken: z.string().optional(),
    }),
    ({ Namespace, MetricName, Dimensions, RecentlyActive, NextToken }) => {
      const found = store
        .list()
        .filter(
          ({ namespace, name, dimensions: own, lastAt }) =>
            (Namespace === undefined || namespace === Namespace) &&
            (MetricName === undefined || name === MetricName) &&
            (!RecentlyActive || lastAt >= now() - RECENTLY_MS) &&
            Dimensions.every(({ Name, Value }) =>
              Value === undefined ? Name in own : own[Name] === Value,
            ),
        );
      const { items, next } = pageOf(found, LIST_PAGE, NextToken);
      return {
        Metrics: items.map(({ namespace, name, dimensions: own }) => ({
          Namespace: namespace,
          MetricName: name,
          Dimensions: dimensionList(own),
        })),
        NextToken: next,
      };
    },
  ),

  PutMetricData: operation(
    z.object({
      Namespace: z.string().min(1).max(255),
      MetricData: z.array(datum).min(1).max(1000),
    }),
    ({ Namespace, MetricData }) => {
      if (Namespace.startsWith('AWS/'))
        throw new AwsError('InvalidParameterValue', 'Namespaces that begin with AWS/ are AWS’s.');
      const measured = MetricData.map((data) => ({ data, values: valuesOf(data) }));
      for (const { data, values } of measured)
        store.record({
          namespace: Namespace,
          name: data.MetricName,
          dimensions: data.Dimensions,
          at: data.Timestamp ?? now(),
          unit: data.Unit,
          resolution: data.StorageResolution,
          values,
        });
      return {};
    },
  ),

  GetMetricStatistics: operation(
    z.object({
      Namespace: z.string(),
      MetricName: z.string(),
      Dimensions: dimensions.default({}),
      StartTime: time,
      EndTime: time,
      Period: period,
      Statistics: z.array(statisticName).default([]),
      ExtendedStatistics: z.array(statisticName).default([]),
      Unit: z.string().optional(),
    }),
    (input) => {
      const { Namespace, MetricName, Dimensions, Period, Statistics, ExtendedStatistics } = input;
      const range = rangeOf(input.StartTime, input.EndTime, Period);
      if ((range.endS - range.startS) / Period > MAX_POINTS)
        throw new AwsError(
          'InvalidParameterCombination',
          `You have requested up to ${Math.ceil((range.endS - range.startS) / Period)} datapoints, which exceeds the limit of ${MAX_POINTS}.`,
        );
      if (Statistics.length + ExtendedStatistics.length === 0)
        throw new AwsError('MissingParameter', 'Statistics or ExtendedStatistics must be given.');
      const metric = { namespace: Namespace, name: MetricName, dimensions: Dimensions };
      const units = store.read(metric, { ...range, periodS: Period, unit: input.Unit });
      const computed = (
        names: string[],
        distribution: Parameters<NonNullable<ReturnType<typeof statistic>>>[0],
      ) => Object.fromEntries(names.map((name) => [name, statistic(name)?.(distribution)]));
      return {
        Label: MetricName,
        Datapoints: [...units].map(([at, distribution]) => ({
          Timestamp: new Date(at * 1000),
          ...computed(Statistics, distribution),
          ...(ExtendedStatistics.length > 0 && {
            ExtendedStatistics: computed(ExtendedStatistics, distribution),
          }),
          Unit: input.Unit ?? store.unitOf(metric),
        })),
      };
    },
  ),

  GetMetricData: operation(
    z.object({
      MetricDataQueries: z.array(metricQuery).min(1).max(500),
      StartTime: time,
      EndTime: time,
      ScanBy: z.enum(['TimestampDescending', 'TimestampAscending']).default('TimestampDescending'),
    }),
    ({ MetricDataQueries, StartTime, EndTime, ScanBy }) => {
      const shortest = Math.min(
        ...MetricDataQueries.map(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? 60),
      );
      const results = runQueries(store, MetricDataQueries, rangeOf(StartTime, EndTime, shortest));
      return {
        MetricDataResults: results.map(({ id, label, series }) => {
          const points = [...series].sort(([a], [b]) =>
            ScanBy === 'TimestampAscending' ? a - b : b - a,
          );
          return {
            Id: id,
            Label: label,
            Timestamps: points.map(([at]) => new Date(at * 1000)),
            Values: points.map(([, value]) => value),
            StatusCode: 'Complete',
          };
        }),
        Messages: [],
      };
    },
  ),
});
