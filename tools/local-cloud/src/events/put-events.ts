import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../aws-api.ts';

const MAX_ENTRIES = 10;
const MAX_REQUEST_BYTES = 1024 * 1024;

export const putEventsSchema = z.object({
  Entries: z.array(
    z.object({
      /** Seconds since 1970. */
      Time: z.number().optional(),
      Source: z.string().optional(),
      Resources: z.array(z.string()).optional(),
      DetailType: z.string().optional(),
      Detail: z.string().optional(),
      EventBusName: z.string().optional(),
    }),
  ),
});

type Entry = z.infer<typeof putEventsSchema>['Entries'][number];

/** An accepted event: parsed for matching, and as the JSON text that targets receive. */
export type AcceptedEvent = { id: string; busName?: string; event: EventEnvelope; text: string };

export type EventEnvelope = {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
};

export type RefusedEntry = { ErrorCode: string; ErrorMessage: string };

/**
 * Checks the entries of one PutEvents request as AWS does and makes events of the good ones, in the same order.
 *
 * @throws AwsError `ValidationException` when the request as a whole is refused
 */
export const acceptEntries = (
  entries: Entry[],
  origin: { accountId: string; region: string },
): (AcceptedEvent | RefusedEntry)[] => {
  if (entries.length === 0) throw lengthError('greater than or equal to 1');
  if (entries.length > MAX_ENTRIES) throw lengthError(`less than or equal to ${MAX_ENTRIES}`);
  if (entries.reduce((bytes, entry) => bytes + entrySize(entry), 0) > MAX_REQUEST_BYTES)
    throw new AwsError(
      'ValidationException',
      'Total size of the entries in the request is over the limit.',
    );
  return entries.map((entry) => acceptEntry(entry, origin));
};

const lengthError = (bound: string) =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
  );

/** Size of an entry as AWS counts it, in bytes. */
export const entrySize = ({ Time, Source, DetailType, Detail, Resources = [] }: Entry): number =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce(
    (bytes, text) => bytes + Buffer.byteLength(text ?? ''),
    0,
  );

const acceptEntry = (
  entry: Entry,
  { accountId, region }: { accountId: string; region: string },
): AcceptedEvent | RefusedEntry => {
  const { Source, DetailType, Detail, Resources = [], Time, EventBusName } = entry;
  if (!Source) return missing('Source');
  if (!DetailType) return missing('DetailType');
  if (!Detail) return missing('Detail');
  if (Source.startsWith('aws.'))
    return {
      ErrorCode: 'NotAuthorizedForSourceException',
      ErrorMessage: 'Not authorized for the source.',
    };
  const detail = parseObject(Detail);
  if (!detail) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  const header = {
    version: '0' as const,
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account: accountId,
    time: eventTime(Time === undefined ? new Date() : new Date(Time * 1000)),
    region,
    resources: Resources,
  };
  // The detail goes on in the sender's own words: parsing would change numbers that JavaScript can't hold.
  const text = `${JSON.stringify(header).slice(0, -1)},"detail":${Detail.trim()}}`;
  return { id: header.id, busName: EventBusName, event: { ...header, detail }, text };
};

const missing = (name: string): RefusedEntry => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
});

/** Events carry whole seconds. */
export const eventTime = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const parseObject = (text: string): object | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
