import {
  CloudWatchLogsClient,
  DeleteLogGroupCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import {
  DeleteBucketCommand,
  paginateListBuckets,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import type { Leftovers } from '../ports.ts';
import { allPages } from './all-pages.ts';
import { emptyBucket } from './empty-bucket.ts';

/** Prefixes of log groups before the name of what writes them. */
const LOG_GROUPS = ['/aws/lambda/', '/aws/vendedlogs/states/', '/aws/apigateway/'];

/** Buckets, tables and log groups of a region that are there without a stack. */
export function awsLeftovers(
  config: Pick<S3ClientConfig, 'region' | 'endpoint'> & { region: string },
): Leftovers {
  const s3 = new S3Client(config);
  const dynamodb = new DynamoDBClient(config);
  const logs = new CloudWatchLogsClient(config);
  return {
    find: async (prefixes) => {
      const isOurs = (name = '') => prefixes.some((prefix) => name.startsWith(prefix));
      const [buckets, tables, ...groups] = await Promise.all([
        allPages(paginateListBuckets({ client: s3 }, { BucketRegion: config.region })),
        allPages(paginateListTables({ client: dynamodb }, {})),
        ...LOG_GROUPS.map((start) =>
          allPages(
            paginateDescribeLogGroups({ client: logs }, { logGroupNamePrefix: `${start}acado-` }),
          ),
        ),
      ]);
      return [
        ...tables
          .flatMap((page) => page.TableNames ?? [])
          .filter(isOurs)
          .map((name) => ({ kind: 'table' as const, name })),
        ...buckets
          .flatMap((page) => page.Buckets ?? [])
          .flatMap(({ Name }) =>
            Name !== undefined && isOurs(Name) ? { kind: 'bucket' as const, name: Name } : [],
          ),
        ...groups
          .flat()
          .flatMap((page) => page.logGroups ?? [])
          .flatMap(({ logGroupName: name = '', storedBytes }) =>
            isOurs(name.split('/').at(-1))
              ? { kind: 'log group' as const, name, bytes: storedBytes }
              : [],
          ),
      ];
    },
    remove: async ({ kind, name }) => {
      if (kind === 'table') await dynamodb.send(new DeleteTableCommand({ TableName: name }));
      else if (kind === 'log group')
        await logs.send(new DeleteLogGroupCommand({ logGroupName: name }));
      else {
        await emptyBucket(s3, name);
        await s3.send(new DeleteBucketCommand({ Bucket: name }));
      }
    },
  };
}
