import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Clients of the local cloud: everything the console knows, it asks them. */
export const createClients = ({ endpoint, region }: { endpoint: string; region: string }) => {
  const config = {
    ...{ endpoint, region },
    credentials: { accessKeyId: 'console', secretAccessKey: 'console' },
    maxAttempts: 2, // the page tries again anyway, and says so
    // A cloud that hangs must not look alive.
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: 10_000,
      throwOnRequestTimeout: true,
    },
  };
  return {
    region,
    cloudWatch: new CloudWatchClient(config),
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    events: new EventBridgeClient(config),
    lambda: new LambdaClient(config),
    logs: new CloudWatchLogsClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sqs: new SQSClient(config),
  };
};

export type Clients = ReturnType<typeof createClients>;
