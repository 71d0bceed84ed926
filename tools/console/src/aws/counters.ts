import { GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { z } from 'zod';
import type { Clients } from './clients.ts';

/** A metric to be summed by minutes. */
export type Counter = {
  key: string;
  namespace: string;
  metric: string;
  dimensions: Record<string, string>;
};

/** By minute (milliseconds), the sum of what was counted in it. */
export type Minutes = ReadonlyMap<number, number>;

export const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MOST_QUERIES = 500;

/** The last hour of many counters, in as few requests as there can be. */
export async function readCounters(
  { cloudWatch }: Clients,
  counters: readonly Counter[],
  now: number,
): Promise<Map<string, Minutes>> {
  const found = new Map<string, Minutes>();
  for (let first = 0; first < counters.length; first += MOST_QUERIES) {
    const some = counters.slice(first, first + MOST_QUERIES);
    const { MetricDataResults = [] } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(Math.floor(now / MINUTE_MS) * MINUTE_MS - HOUR_MS + MINUTE_MS),
        EndTime: new Date(now + MINUTE_MS),
        MetricDataQueries: some.map(queryOf),
      }),
    );
    for (const { Id = '', Timestamps = [], Values = [] } of MetricDataResults) {
      const counter = some[Number(Id.slice(1))];
      if (counter)
        found.set(
          counter.key,
          new Map(Timestamps.map((at, index) => [at.getTime(), Values[index] ?? 0])),
        );
    }
  }
  return found;
}

const queryOf = ({ namespace, metric, dimensions }: Counter, index: number): MetricDataQuery => ({
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: 60,
    Stat: 'Sum',
  },
});

const usageSchema = z.object({
  calls: z.array(
    z.object({
      service: z.string(),
      operation: z.string(),
      resource: z.string(),
      requests: z.number(),
      failed: z.number(),
    }),
  ),
});

/** Objects put into each bucket since the cloud started: S3 itself has no metric of them, but what it would bill. */
export async function readPuts(endpoint: string): Promise<Map<string, number>> {
  const answer = await fetch(`${endpoint}/_local/usage`, { signal: AbortSignal.timeout(5000) });
  const { calls } = usageSchema.parse(await answer.json());
  const puts = new Map<string, number>();
  for (const { service, operation, resource, requests, failed } of calls)
    if (service === 's3' && /^(PutObject|CompleteMultipartUpload)$/.test(operation))
      puts.set(resource, (puts.get(resource) ?? 0) + requests - failed);
  return puts;
}
