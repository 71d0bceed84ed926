import { z } from 'zod';
import { AwsError } from '../../aws-api.ts';
import { dimensions, flag, integer } from '../fields.ts';
import { evaluateExpression, type Series, type Value } from '../math/evaluate.ts';
import { mathError, parseExpression } from '../math/parse.ts';
import { type MetricStore } from './metric-store.ts';
import { statistic } from './statistics.ts';

/** A period is 1, 5, 10, 20, 30 or a multiple of 60 seconds. */
export const period = integer.refine(
  (seconds) => [1, 5, 10, 20, 30].includes(seconds) || (seconds >= 60 && seconds % 60 === 0),
  'The period must be 1, 5, 10, 20, 30, or a multiple of 60',
);

export const statisticName = z
  .string()
  .refine((name) => statistic(name) !== undefined, 'The local cloud does not have this statistic');

const metricStat = z.object({
  Metric: z.object({
    Namespace: z.string().min(1),
    MetricName: z.string().min(1),
    Dimensions: dimensions.default({}),
  }),
  Period: period,
  Stat: z.string().min(1),
  Unit: z.string().optional(),
});

/** MetricDataQuery of GetMetricData and of alarms. */
export const metricQuery = z.object({
  Id: z.string().regex(/^[a-z][A-Za-z0-9_]*$/, 'An id begins with a lower case letter'),
  Expression: z.string().min(1).optional(),
  MetricStat: metricStat.optional(),
  Label: z.string().optional(),
  Period: period.optional(),
  ReturnData: flag.default(true),
  AccountId: z.string().optional(),
});
export type MetricQuery = z.output<typeof metricQuery>;

export type QueryResult = { id: string; label: string; series: Series };

const labelOf = ({ Label, MetricStat, Expression, Id }: MetricQuery): string =>
  Label ?? MetricStat?.Metric.MetricName ?? Expression ?? Id;

/** The period that the math of a request runs at: its own, else the longest of its metrics. */
export const periodOf = (queries: MetricQuery[]): number =>
  Math.max(1, ...queries.flatMap(({ MetricStat, Period }) => MetricStat?.Period ?? Period ?? []));

const beginnings = (startS: number, endS: number, periodS: number): number[] =>
  Array.from(
    { length: Math.max(0, Math.ceil((endS - startS) / periodS)) },
    (_, index) => startS + index * periodS,
  );

/** CloudWatch's limit of datapoints in one answer. */
const MAX_PERIODS = 100_800;

/**
 * The series of the queries that return data; periods begin at `startS`.
 * @throws AwsError `ValidationError` for an id that is missing, double or refers to itself
 */
export const runQueries = (
  store: Pick<MetricStore, 'read'>,
  queries: MetricQuery[],
  { startS, endS }: { startS: number; endS: number },
): QueryResult[] => {
  const byId = new Map(queries.map((query) => [query.Id, query]));
  if (byId.size < queries.length) throw new AwsError('ValidationError', 'An Id is used twice.');
  const periodS = periodOf(queries);
  if ((endS - startS) / periodS > MAX_PERIODS)
    throw new AwsError('ValidationError', 'The request covers too many periods.');
  const known = new Map<string, Value>();
  const open = new Set<string>();

  const metricSeries = (stat: z.output<typeof metricStat>): Series => {
    const { Namespace, MetricName, Dimensions } = stat.Metric;
    const compute = statistic(stat.Stat);
    if (!compute)
      throw new AwsError(
        'ValidationError',
        `The local cloud does not have the statistic ${stat.Stat}.`,
      );
    const metric = { namespace: Namespace, name: MetricName, dimensions: Dimensions };
    const range = { startS, endS, periodS: stat.Period, unit: stat.Unit };
    const points = [...store.read(metric, range)].flatMap(([at, distribution]) => {
      const value = compute(distribution);
      return value === undefined ? [] : [[at, value] as const];
    });
    return new Map(points);
  };

  const lookUp = (id: string): Value => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const query = byId.get(id);
    if (!query) throw mathError(`there is no metric with the id ${id}`);
    if (open.has(id)) throw mathError(`${id} refers to itself`);
    open.add(id);
    const value = compute(query);
    open.delete(id);
    known.set(id, value);
    return value;
  };

  const compute = ({ Id, MetricStat, Expression }: MetricQuery): Value => {
    if (MetricStat) return metricSeries(MetricStat);
    if (Expression === undefined)
      throw new AwsError('ValidationError', `${Id} has neither MetricStat nor Expression.`);
    return evaluateExpression(parseExpression(Expression), {
      lookUp,
      metrics: () =>
        queries.flatMap((query) => (query.MetricStat ? [lookUp(query.Id) as Series] : [])),
      periods: beginnings(startS, endS, periodS),
      periodS,
    });
  };

  return queries
    .filter(({ ReturnData }) => ReturnData)
    .flatMap((query) => {
      const value = lookUp(query.Id);
      const all = Array.isArray(value) ? value : [value];
      return all.map((one) => ({
        id: query.Id,
        label: labelOf(query),
        series: one instanceof Map ? one : constant(one, beginnings(startS, endS, periodS)),
      }));
    });
};

/** A number as the series it stands for. */
const constant = (value: number, periods: number[]): Series =>
  new Map(Number.isFinite(value) ? periods.map((at) => [at, value]) : []);
