import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { gunzipSync } from 'node:zlib';
import { type Outputs } from './outputs.ts';

/** Unmodified SDK clients, as a developer outside the cloud has them. */
export const awsClients = ({ awsEndpoint, region }: Outputs) => {
  const config = {
    endpoint: awsEndpoint,
    region,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
  };
  return {
    documents: DynamoDBDocumentClient.from(new DynamoDBClient(config)),
    events: new EventBridgeClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sqs: new SQSClient(config),
  };
};

export type AwsClients = ReturnType<typeof awsClients>;

export const scanAll = async (
  { documents }: AwsClients,
  tableName: string,
): Promise<Record<string, unknown>[]> => {
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateScan({ client: documents }, { TableName: tableName }))
    items.push(...(page.Items ?? []));
  return items;
};

/** Messages waiting in a queue, visible, in flight or delayed. */
export const queueDepth = async ({ sqs }: AwsClients, queueUrl: string): Promise<number> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  const depths = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ] as const;
  return depths.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

export const listKeys = async ({ s3 }: AwsClients, bucket: string): Promise<string[]> => {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }),
    );
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return keys;
};

/** Content and name of every object: what must stay the same when nothing is to change. */
export const objectTags = async ({ s3 }: AwsClients, bucket: string): Promise<string[]> => {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key, ETag }) => `${Key} ${ETag}`);
};

export type ArchivedLine = { id?: string; detail: { metadata: { eventId: string } } } & Record<
  string,
  unknown
>;

/** Every line of every object of the archive bucket. */
export const readArchive = async (clients: AwsClients, bucket: string): Promise<ArchivedLine[]> => {
  const lines: ArchivedLine[] = [];
  for (const key of await listKeys(clients, bucket)) {
    const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    // An object without lines shuts the name of an attempt that died.
    const text = bytes.length === 0 ? '' : gunzipSync(bytes).toString('utf8');
    const written = text.split('\n').filter((line) => line !== '');
    lines.push(...written.map((line) => JSON.parse(line) as ArchivedLine));
  }
  return lines;
};

/** Takes its environment from a function, so that it answers with errors. */
export const breakFunction = async (
  { lambda }: AwsClients,
  FunctionName: string,
): Promise<void> => {
  const Environment = { Variables: {} };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }));
  await waitUntilFunctionUpdatedV2(
    { client: lambda, maxWaitTime: 30, minDelay: 1 },
    { FunctionName },
  );
};
