import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { startEngines } from './index.ts';

describe('startEngines', () => {
  it('gives clients without configuration the tables and buckets that were asked for', async () => {
    const engines = await startEngines({ tables: { orders: 'orderId' }, buckets: ['bodies'] });
    const [dynamodb, s3] = [new DynamoDBClient(), new S3Client()];

    expect((await dynamodb.send(new ListTablesCommand())).TableNames).toEqual(['orders']);
    expect((await s3.send(new ListBucketsCommand())).Buckets).toMatchObject([{ Name: 'bodies' }]);

    await engines.stop();
    await expect(
      new DynamoDBClient({ maxAttempts: 1 }).send(new ListTablesCommand()),
    ).rejects.toThrow('ECONNREFUSED');
  });
});
