import { CommandError } from '@acado/command-line';
import {
  GetMetricDataCommand,
  type GetMetricDataCommandOutput,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { MetricQuestion, Period } from './cloud.ts';

/** Queries of one GetMetricData request, at most. */
const MAX_QUERIES = 500;

/**
 * Reads metrics with as few requests as there can be.
 *
 * @param send Sends one request.
 * @returns The values of all data points, for each question in its order.
 */
export async function readValues(
  send: (command: GetMetricDataCommand) => Promise<GetMetricDataCommandOutput>,
  questions: readonly MetricQuestion[],
  { from, to, periodS }: Period,
): Promise<number[][]> {
  const values: number[][] = questions.map(() => []);
  const queries = questions.map((question, index) => queryOf(question, index, periodS));
  for (let start = 0; start < queries.length; start += MAX_QUERIES) {
    let NextToken: string | undefined;
    do {
      const page = await send(
        new GetMetricDataCommand({
          MetricDataQueries: queries.slice(start, start + MAX_QUERIES),
          StartTime: new Date(from),
          EndTime: new Date(to),
          NextToken,
        }),
      );
      for (const { Id = '', Values = [], StatusCode } of page.MetricDataResults ?? []) {
        if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') {
          throw new CommandError(`CloudWatch could not read a metric: ${StatusCode}`);
        }
        values[Number(Id.slice(1))]?.push(...Values);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  }
  return values;
}

const queryOf = (
  { metric: { namespace, name, dimensions }, statistic }: MetricQuestion,
  index: number,
  periodS: number,
): MetricDataQuery => ({
  // Ids begin with a lower-case letter.
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: periodS,
    Stat: statistic,
  },
});
