import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startFauxqs } from 'fauxqs';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

type Dynalite = (options: { createTableMs: number }) => Server;
// It has no types.
const dynalite = createRequire(import.meta.url)('dynalite') as Dynalite;

/** What an SDK client wants to find in its environment. */
export const awsEnvironment = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

/** DynamoDB in memory with the ledger's table. */
export const startDynamoDb = async (tableName: string) => {
  const server = dynalite({ createTableMs: 0 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'eventId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'eventId', KeyType: 'HASH' }],
    }),
  );
  client.destroy();
  const stop = () => {
    // The clients of the code under test keep theirs.
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { endpoint, stop };
};

/** S3 in memory with the named buckets. */
export const startS3 = async (...buckets: string[]) => {
  const server = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
  for (const bucket of buckets) server.createBucket(bucket);
  return { endpoint: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
};
