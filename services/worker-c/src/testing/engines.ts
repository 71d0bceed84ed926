import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startFauxqs } from 'fauxqs';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

// It has no types.
const dynalite = createRequire(import.meta.url)('dynalite') as (options: {
  createTableMs: number;
}) => Server;

/**
 * DynamoDB with one table by order id and S3 with the given buckets, both in memory. The
 * environment variables make every AWS client of this process talk to them.
 */
export async function startEngines(options: { tableName: string; buckets: string[] }) {
  const dynamodb = dynalite({ createTableMs: 0 });
  await once(dynamodb.listen(0, '127.0.0.1'), 'listening');
  const s3 = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
  options.buckets.forEach((bucket) => s3.createBucket(bucket));

  const { port } = dynamodb.address() as AddressInfo;
  const environment = {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${s3.port}`,
  };
  Object.assign(process.env, environment);

  const client = new DynamoDBClient();
  await client.send(
    new CreateTableCommand({
      TableName: options.tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'orderId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
    }),
  );
  client.destroy();

  return {
    stop: async () => {
      await s3.stop();
      await new Promise((resolve) => dynamodb.close(resolve));
    },
  };
}
