import { z } from 'zod';
import { type AwsApi, AwsError } from '../../aws-api.ts';
import { createJsonApi, operation, type Operation } from '../../events/aws-json.ts';
import { pageOf } from '../fields.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import { type LogEvent, type LogGroup, type LogStore, type Position } from './log-store.ts';

export type LogsApiOptions = {
  store: LogStore;
  /** Takes events that came by the API, metrics among them. */
  ingest: (group: string, stream: string, events: { at: number; message: string }[]) => void;
  account: { region: string; accountId: string };
};

const groupFields = {
  logGroupName: z.string().optional(),
  logGroupIdentifier: z.string().optional(),
};
const range = { startTime: z.int().default(0), endTime: z.int().optional() };

/** The name in a name or an ARN, which may end with `:*`. */
const groupNameOf = (input: { logGroupName?: string; logGroupIdentifier?: string }): string =>
  (input.logGroupName ?? input.logGroupIdentifier ?? '')
    .replace(/^arn:[^:]+:logs:[^:]*:\d*:log-group:/, '')
    .replace(/:\*$/, '');

const tokenOf = (direction: 'f' | 'b', { at, id }: Position): string => `${direction}/${at}/${id}`;

const positionOf = (token: string): { direction: string; position: Position } => {
  const [, direction, at, id] = /^([fb])\/(-?\d+)\/(\d+)$/.exec(token) ?? [];
  if (direction === undefined)
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  return { direction, position: { at: Number(at), id: Number(id) } };
};

/** Matching reads on in steps of this many events, as long as the answer has room. */
const SCAN = 5000;
const MAX_SCANNED = 100_000;

const eventId = (id: number): string => String(id).padStart(56, '0');

const streamEvents = (store: LogStore): Operation =>
  operation(
    z.object({
      ...groupFields,
      logStreamName: z.string(),
      ...range,
      limit: z.int().min(1).max(10_000).default(10_000),
      startFromHead: z.boolean().default(false),
      nextToken: z.string().optional(),
    }),
    (input) => {
      const group = groupNameOf(input);
      const { startTime, endTime, limit, nextToken, logStreamName } = input;
      if (!store.streams(group, logStreamName).some(({ name }) => name === logStreamName))
        throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      const given = nextToken === undefined ? undefined : positionOf(nextToken);
      const newestFirst = given ? given.direction === 'b' : !input.startFromHead;
      const events = store.events(
        group,
        { from: startTime, to: (endTime ?? Number.MAX_SAFE_INTEGER) - 1, streams: [logStreamName] },
        { limit, newestFirst, after: given?.position },
      );
      if (newestFirst) events.reverse();
      // At either end the token stays the same, which is how a reader knows that there is no more.
      const edge = given?.position ?? { at: startTime - 1, id: 0 };
      return {
        events: events.map(({ at, ingestedAt, message }) => ({
          timestamp: at,
          ingestionTime: ingestedAt,
          message,
        })),
        nextForwardToken: tokenOf('f', events.at(-1) ?? edge),
        nextBackwardToken: tokenOf('b', events[0] ?? edge),
      };
    },
  );

const filterEvents = (store: LogStore): Operation =>
  operation(
    z.object({
      ...groupFields,
      ...range,
      logStreamNames: z.array(z.string()).optional(),
      logStreamNamePrefix: z.string().optional(),
      filterPattern: z.string().default(''),
      limit: z.int().min(1).max(10_000).default(10_000),
      nextToken: z.string().optional(),
      interleaved: z.boolean().optional(),
    }),
    (input) => {
      const { startTime, endTime = Number.MAX_SAFE_INTEGER, limit, logStreamNamePrefix } = input;
      const group = groupNameOf(input);
      const matches = parseFilterPattern(input.filterPattern);
      const streams =
        logStreamNamePrefix === undefined
          ? input.logStreamNames
          : store.streams(group, logStreamNamePrefix).map(({ name }) => name);
      let after = input.nextToken === undefined ? undefined : positionOf(input.nextToken).position;
      const found: LogEvent[] = [];
      let more = true;
      for (let scanned = 0; more && scanned < MAX_SCANNED && found.length < limit;) {
        const batch = store.events(
          group,
          { from: startTime, to: endTime, streams },
          { limit: SCAN, after },
        );
        more = batch.length === SCAN;
        scanned += batch.length;
        for (const event of batch) {
          if (found.length === limit) {
            more = true;
            break;
          }
          after = event;
          if (matches(event.message)) found.push(event);
        }
      }
      return {
        events: found.map(({ id, streamName, at, ingestedAt, message }) => ({
          eventId: eventId(id),
          logStreamName: streamName,
          timestamp: at,
          ingestionTime: ingestedAt,
          message,
        })),
        searchedLogStreams: [],
        ...(more && after && { nextToken: tokenOf('f', after) }),
      };
    },
  );

/** The part of the CloudWatch Logs API that reads and writes events; there are no Insights queries. */
export const createLogsApi = ({ store, ingest, account }: LogsApiOptions): AwsApi => {
  const arnOf = (name: string): string =>
    `arn:aws:logs:${account.region}:${account.accountId}:log-group:${name}`;
  const describeGroup = ({ id, name, createdAt, retentionDays }: LogGroup) => ({
    logGroupName: name,
    creationTime: createdAt,
    ...(retentionDays !== null && { retentionInDays: retentionDays }),
    metricFilterCount: 0,
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
