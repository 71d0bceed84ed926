import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListObjectVersionsCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Data } from '../ports.ts';
import { emptyBucket } from './empty-bucket.ts';

/** Pages of a thousand versions that are counted at most. */
const PAGES = 20;

/** What S3, DynamoDB and SQS hold in a region. */
export function awsData(config: Pick<S3ClientConfig, 'region' | 'endpoint' | 'credentials'>): Data {
  const s3 = new S3Client(config);
  const dynamodb = new DynamoDBClient(config);
  const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  return {
    bucket: (name) =>
      unlessGone(async () => {
        const found = { count: 0, bytes: 0, isMore: false };
        let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
        for (let page = 1; page <= PAGES; page++) {
          const versions = await s3.send(
            new ListObjectVersionsCommand({ Bucket: name, ...marker }),
          );
          for (const { Size = 0 } of versions.Versions ?? []) found.bytes += Size;
          found.count += (versions.Versions ?? []).length;
          if (!versions.IsTruncated) return found;
          marker = {
            KeyMarker: versions.NextKeyMarker,
            VersionIdMarker: versions.NextVersionIdMarker,
          };
        }
        return { ...found, isMore: true };
      }),
    table: (name) =>
      unlessGone(async () => {
        const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
        return { count: Table?.ItemCount ?? 0, bytes: Table?.TableSizeBytes ?? 0 };
      }),
    queue: (url) =>
      unlessGone(async () => {
        const { Attributes: depth = {} } = await sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: url,
            AttributeNames: [
              'ApproximateNumberOfMessages',
              'ApproximateNumberOfMessagesDelayed',
              'ApproximateNumberOfMessagesNotVisible',
            ],
          }),
        );
        return { count: Object.values(depth).reduce((sum, each) => sum + Number(each), 0) };
      }),
    empty: (bucket, signal) => emptyBucket(s3, bucket, signal),
  };
}

const GONE =
  /^(NoSuchBucket|ResourceNotFoundException|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue)$/;

async function unlessGone<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && GONE.test(error.name)) return undefined;
    throw error;
  }
}
