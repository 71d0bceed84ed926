import { type CloudWatchClient, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { piecesOf } from '../cloud/concurrently.ts';

/** SQS reports each minute, some minutes late. */
const LOOK_BACK_MS = 15 * 60_000;
/** Metrics of one request. */
const MAX_QUERIES = 500;

/**
 * ApproximateAgeOfOldestMessage of queues, in seconds, by their names: of a dead-letter queue it is the time since a message
 * was moved there, not since it was sent. A message that was received three times or more may be passed over.
 */
export async function oldestAges(
  cloudWatch: CloudWatchClient,
  names: readonly string[],
  now = Date.now(),
): Promise<Map<string, number>> {
  const ages = new Map<string, number>();
  for (const piece of piecesOf(names, MAX_QUERIES)) {
    const pages = paginateGetMetricData(
      { client: cloudWatch },
      {
        StartTime: new Date(now - LOOK_BACK_MS),
        EndTime: new Date(now),
        ScanBy: 'TimestampDescending',
        MetricDataQueries: piece.map((QueueName, index) => ({
          Id: `q${index}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/SQS',
              MetricName: 'ApproximateAgeOfOldestMessage',
              Dimensions: [{ Name: 'QueueName', Value: QueueName }],
            },
            Period: 60,
            Stat: 'Maximum',
          },
        })),
      },
    );
    for await (const { MetricDataResults = [] } of pages)
      for (const { Id = '', Values = [] } of MetricDataResults) {
        const name = piece[Number(Id.slice(1))];
        const [latest] = Values;
        if (name !== undefined && latest !== undefined && !ages.has(name)) ages.set(name, latest);
      }
  }
  return ages;
}
