import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  paginateListObjectsV2,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Outputs } from './cloud.ts';

/** An object of a bucket. */
export interface Listed {
  key: string;
  bytes: number;
  /** In ms since the epoch. */
  writtenAt: number;
}

/** What the one who runs the evidence sees of a cloud. Its calls are the operator's: nobody's cost. */
export interface Operator {
  documents: DynamoDBDocumentClient;
  scan(table: string): AsyncIterable<Record<string, unknown>>;
  list(bucket: string): Promise<Listed[]>;
  read(bucket: string, key: string): Promise<Uint8Array>;
  /** Messages waiting, in flight or delayed. */
  depth(queueUrl: string): Promise<number>;
  close(): void;
}

/** Clients of a cloud, with keys that it did not issue. */
export function createOperator({ awsEndpoint, region }: Outputs): Operator {
  const config = {
    endpoint: awsEndpoint,
    region,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  } satisfies S3ClientConfig;
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config));
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const sqs = new SQSClient(config);
  return {
    documents,
    async *scan(table) {
      for await (const page of paginateScan({ client: documents }, { TableName: table }))
        yield* page.Items ?? [];
    },
    async list(bucket) {
      const listed: Listed[] = [];
      for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket }))
        for (const { Key: key, Size: bytes = 0, LastModified } of page.Contents ?? [])
          if (key !== undefined)
            listed.push({ key, bytes, writtenAt: LastModified?.getTime() ?? 0 });
      return listed;
    },
    async read(bucket, key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    async depth(queueUrl) {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
      );
      return (['', 'NotVisible', 'Delayed'] as const).reduce(
        (sum, state) => sum + Number(Attributes[`ApproximateNumberOfMessages${state}`] ?? 0),
        0,
      );
    },
    close() {
      documents.destroy();
      s3.destroy();
      sqs.destroy();
    },
  };
}
