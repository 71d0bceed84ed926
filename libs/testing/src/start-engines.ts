import { startDynamoDb } from './start-dynamodb.ts';
import { startS3 } from './start-s3.ts';

/** Engines that run until they are stopped. */
export interface Engines {
  stop: () => Promise<void>;
}

/**
 * Starts DynamoDB and S3 in memory, each on a free port and only if something is asked of it, and sets the
 * environment so that every AWS client of this process that is given no configuration talks to them.
 *
 * @param options.tables Key names by table name; keys are strings.
 * @param options.buckets Names of buckets.
 *
 * @example
 * const engines = await startEngines({ tables: { orders: 'orderId' }, buckets: ['bodies'] });
 * const client = createDocumentClient();
 */
export async function startEngines(options: {
  tables?: Record<string, string>;
  buckets?: readonly string[];
}): Promise<Engines> {
  const { tables, buckets } = options;
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  const dynamodb = tables && (await startDynamoDb(tables));
  const s3 = buckets && (await startS3(buckets));
  if (dynamodb) process.env.AWS_ENDPOINT_URL_DYNAMODB = dynamodb.endpoint;
  if (s3) process.env.AWS_ENDPOINT_URL_S3 = s3.endpoint;
  return {
    stop: async () => {
      await Promise.all([dynamodb?.stop(), s3?.stop()]);
    },
  };
}
