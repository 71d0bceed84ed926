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
import type { Leftover, Leftovers } from '../ports.ts';
import { allPages } from './all-pages.ts';
import { emptyBucket } from './empty-bucket.ts';
import { stageOfBucket, stageOfLogGroup, stageOfTable } from './stage-tags.ts';

/** Prefixes of log groups before the name of what writes them. */
const LOG_GROUPS = ['/aws/lambda/', '/aws/vendedlogs/states/', '/aws/apigateway/'];

/** Buckets, tables and log groups of a region that are there without a stack. */
export function awsLeftovers(
  config: Pick<S3ClientConfig, 'region' | 'endpoint' | 'credentials'> & { region: string },
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
      const found = {
        tables: tables.flatMap((page) => page.TableNames ?? []).filter(isOurs),
        buckets: buckets
          .flatMap((page) => page.Buckets ?? [])
          .flatMap(({ Name }) => (Name !== undefined && isOurs(Name) ? Name : [])),
        groups: groups
          .flat()
          .flatMap((page) => page.logGroups ?? [])
          .filter(({ logGroupName }) => isOurs(logGroupName?.split('/').at(-1))),
      };
      const left = (kind: Leftover['kind'], name: string, stage?: string, bytes?: number) => ({
        ...{ kind, name },
        ...(stage !== undefined && { stage }),
        ...(bytes !== undefined && { bytes }),
      });
      return Promise.all([
        ...found.tables.map(async (name) =>
          left('table', name, await stageOfTable(dynamodb, name)),
        ),
        ...found.buckets.map(async (name) => left('bucket', name, await stageOfBucket(s3, name))),
        ...found.groups.map(async ({ logGroupName = '', arn = '', storedBytes }) =>
          left('log group', logGroupName, await stageOfLogGroup(logs, arn), storedBytes),
        ),
      ]);
    },
    remove: async ({ kind, name }, signal) => {
      if (kind === 'table') await dynamodb.send(new DeleteTableCommand({ TableName: name }));
      else if (kind === 'log group')
        await logs.send(new DeleteLogGroupCommand({ logGroupName: name }));
      else {
        await emptyBucket(s3, name, signal);
        if (signal.aborted) return false;
        await s3.send(new DeleteBucketCommand({ Bucket: name }));
      }
      return true;
    },
  };
}
