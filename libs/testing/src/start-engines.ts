import { startDynamoDb } from './start-dynamodb.ts';
import { startS3AndSqs } from './start-s3-and-sqs.ts';

/** Engines that run until they are stopped. */
export interface Engines {
  stop: () => Promise<void>;
  /** Bodies of the messages that wait in a queue. */
  waiting: (queue: string) => string[];
}

/**
 * Starts DynamoDB, S3 and SQS in memory, on free ports and only if something is asked of them, and sets the
 * environment so that every AWS client of this process that is given no configuration talks to them.
 *
 * @param options.tables Key names by table name; keys are strings.
 * @param options.buckets Names of buckets.
 * @param options.queues Names of queues.
 *
 * @example
 * const engines = await startEngines({ tables: { orders: 'orderId' }, buckets: ['bodies'] });
 * const client = createDocumentClient();
 */
export async function startEngines(options: {
  tables?: Record<string, string>;
  buckets?: readonly string[];
  queues?: readonly string[];
}): Promise<Engines> {
  const { tables, buckets, queues } = options;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  const dynamodb = tables && (await startDynamoDb(tables));
  const s3AndSqs = (buckets ?? queues) && (await startS3AndSqs(buckets ?? [], queues ?? []));
  if (dynamodb) process.env.AWS_ENDPOINT_URL_DYNAMODB = dynamodb.endpoint;
  if (s3AndSqs && buckets) process.env.AWS_ENDPOINT_URL_S3 = s3AndSqs.endpoint;
  if (s3AndSqs && queues) process.env.AWS_ENDPOINT_URL_SQS = s3AndSqs.endpoint;
  return {
    stop: async () => {
      await Promise.all([dynamodb?.stop(), s3AndSqs?.stop()]);
    },
    waiting: (queue) => s3AndSqs?.waiting(queue) ?? [],
  };
}
