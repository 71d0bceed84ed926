import {
  type CloudWatchLogsClient,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeTableCommand,
  type DynamoDBClient,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import { GetBucketTaggingCommand, type S3Client } from '@aws-sdk/client-s3';

/** The tag `Stage` of a table. */
export async function stageOfTable(client: DynamoDBClient, name: string) {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  const command = new ListTagsOfResourceCommand({ ResourceArn: Table?.TableArn });
  const { Tags = [] } = await client.send(command);
  return Tags.find(({ Key }) => Key === 'Stage')?.Value;
}

/** The tag `Stage` of a bucket. */
export async function stageOfBucket(s3: S3Client, name: string) {
  try {
    const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket: name }));
    return TagSet.find(({ Key }) => Key === 'Stage')?.Value;
  } catch (error) {
    if (error instanceof Error && /^NoSuch(TagSet|Bucket)$/.test(error.name)) return undefined;
    throw error;
  }
}

/** The tag `Stage` of a log group. */
export async function stageOfLogGroup(logs: CloudWatchLogsClient, arn: string) {
  const command = new ListTagsForResourceCommand({ resourceArn: arn.replace(/:\*$/, '') });
  return (await logs.send(command)).tags?.['Stage'];
}
