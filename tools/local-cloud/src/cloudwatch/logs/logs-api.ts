import { z } from 'zod';
import { type AwsApi, AwsError } from '../../aws-api.ts';
import { createJsonApi, operation } from '../../events/aws-json.ts';
import { pageOf } from '../fields.ts';
import { type LogGroup, type LogStore } from './log-store.ts';
import { type MetricFilters } from './metric-filters.ts';
import { filterEvents, groupFields, groupNameOf, streamEvents } from './read-events.ts';

export type LogsApiOptions = {
  store: LogStore;
  filters: Pick<MetricFilters, 'countOf'>;
  /** Takes events that came by the API, metrics among them. */
  ingest: (group: string, stream: string, events: { at: number; message: string }[]) => void;
  account: { region: string; accountId: string };
};

/** The part of the CloudWatch Logs API that reads and writes events; there are no Insights queries. */
export const createLogsApi = ({ store, filters, ingest, account }: LogsApiOptions): AwsApi => {
  const arnOf = (name: string): string =>
    `arn:aws:logs:${account.region}:${account.accountId}:log-group:${name}`;
  const describeGroup = ({ id, name, createdAt, retentionDays }: LogGroup) => ({
    logGroupName: name,
    creationTime: createdAt,
    ...(retentionDays !== null && { retentionInDays: retentionDays }),
    metricFilterCount: filters.countOf(name),
    arn: `${arnOf(name)}:*`,
    logGroupArn: arnOf(name),
    logGroupClass: 'STANDARD',
    storedBytes: store.storedBytes(id),
  });
  const exists = (what: string): AwsError =>
    new AwsError('ResourceAlreadyExistsException', `The specified ${what} already exists`);
  const named = z.object({ logGroupName: z.string().min(1).max(512) });

  return createJsonApi('Logs_20140328', {
    DescribeLogGroups: operation(
      z.object({
        logGroupNamePrefix: z.string().default(''),
        logGroupNamePattern: z.string().default(''),
        limit: z.int().min(1).max(50).default(50),
        nextToken: z.string().optional(),
      }),
      ({ logGroupNamePrefix, logGroupNamePattern, limit, nextToken }) => {
        const found = store
          .groups(logGroupNamePrefix)
          .filter(({ name }) => name.includes(logGroupNamePattern));
        const { items, next } = pageOf(found, limit, nextToken);
        return { logGroups: items.map(describeGroup), nextToken: next };
      },
    ),

    DescribeLogStreams: operation(
      z.object({
        ...groupFields,
        logStreamNamePrefix: z.string().default(''),
        orderBy: z.enum(['LogStreamName', 'LastEventTime']).default('LogStreamName'),
        descending: z.boolean().default(false),
        limit: z.int().min(1).max(50).default(50),
        nextToken: z.string().optional(),
      }),
      (input) => {
        const group = groupNameOf(input);
        const found = store.streams(group, input.logStreamNamePrefix);
        if (input.orderBy === 'LastEventTime')
          found.sort((a, b) => (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0));
        if (input.descending) found.reverse();
        const { items, next } = pageOf(found, input.limit, input.nextToken);
        return {
          logStreams: items.map((stream) => ({
            logStreamName: stream.name,
            creationTime: stream.createdAt,
            firstEventTimestamp: stream.firstEventAt ?? undefined,
            lastEventTimestamp: stream.lastEventAt ?? undefined,
            lastIngestionTime: stream.lastIngestionAt ?? undefined,
            arn: `${arnOf(group)}:log-stream:${stream.name}`,
            storedBytes: 0, // AWS has not counted the bytes of a stream since 2019
          })),
          nextToken: next,
        };
      },
    ),

    GetLogEvents: streamEvents(store),
    FilterLogEvents: filterEvents(store),

    PutLogEvents: operation(
      named.extend({
        logStreamName: z.string(),
        logEvents: z
          .array(z.object({ timestamp: z.int(), message: z.string().min(1) }))
          .max(10_000),
      }),
      ({ logGroupName, logStreamName, logEvents }) => {
        if (!store.streams(logGroupName, logStreamName).some(({ name }) => name === logStreamName))
          throw new AwsError(
            'ResourceNotFoundException',
            'The specified log stream does not exist.',
          );
        ingest(
          logGroupName,
          logStreamName,
          logEvents.map(({ timestamp, message }) => ({ at: timestamp, message })),
        );
        return { nextSequenceToken: '0' };
      },
    ),

    CreateLogGroup: operation(named, ({ logGroupName }) => {
      if (store.groups(logGroupName).some(({ name }) => name === logGroupName))
        throw exists('log group');
      store.putGroup(logGroupName);
      return {};
    }),
    CreateLogStream: operation(
      named.extend({ logStreamName: z.string().min(1).max(512) }),
      ({ logGroupName, logStreamName }) => {
        if (store.streams(logGroupName, logStreamName).some(({ name }) => name === logStreamName))
          throw exists('log stream');
        store.putStream(logGroupName, logStreamName);
        return {};
      },
    ),
    DeleteLogGroup: operation(named, ({ logGroupName }) => {
      store.removeGroup(logGroupName);
      return {};
    }),
    PutRetentionPolicy: operation(
      named.extend({ retentionInDays: z.int().min(1) }),
      ({ logGroupName, retentionInDays }) => {
        store.putGroup(store.group(logGroupName).name, retentionInDays);
        return {};
      },
    ),
    DeleteRetentionPolicy: operation(named, ({ logGroupName }) => {
      store.putGroup(store.group(logGroupName).name, null);
      return {};
    }),
  });
};
