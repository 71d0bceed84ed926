import { z } from 'zod';
import { AwsError } from '../../aws-api.ts';
import { operation, type Operation } from '../../events/aws-json.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import { type LogEvent, type LogStore, type Position } from './log-store.ts';

export const groupFields = {
  logGroupName: z.string().optional(),
  logGroupIdentifier: z.string().optional(),
};
const range = { startTime: z.int().default(0), endTime: z.int().optional() };

/** The name in a name or an ARN, which may end with `:*`. */
export const groupNameOf = (input: {
  logGroupName?: string;
  logGroupIdentifier?: string;
}): string =>
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

/** GetLogEvents */
export const streamEvents = (store: LogStore): Operation =>
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

/** FilterLogEvents */
export const filterEvents = (store: LogStore): Operation =>
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
