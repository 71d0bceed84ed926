import { Exact } from '../exact.ts';
import { amount, DAYS_PER_MONTH, GIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

/** For how long, in days; a month by default. */
export const days = orElse(
  amount(`How long it is kept, in days; ${DAYS_PER_MONTH} are a month`),
  DAYS_PER_MONTH,
);

/** GB-months of bytes kept for days. */
export const gbMonths = (bytes: Exact | number, kept: Exact | number): Exact =>
  Exact.of(bytes).times(kept).over(GIB).over(DAYS_PER_MONTH);

const fields = { bytes: whole('Bytes kept, on average'), days };

/**
 * Storage of a table, Standard class.
 *
 * Source: Amazon DynamoDB pricing page, as of 2026-10.
 */
export const dynamodbStorage = defineMeter({
  name: 'dynamodb-storage',
  summary: 'Table and index storage, Standard class',
  schema: usageLine('dynamodb-storage', fields),
  example: { meter: 'dynamodb-storage', region: 'us-east-1', bytes: 53_687_091_200 },
  measure: ({ bytes, days }) => [charge('dynamodb.storage', gbMonths(bytes, days))],
});

/**
 * Storage of log groups, whatever wrote to them. CloudWatch compresses: give the bytes that it stores.
 *
 * Source: Amazon CloudWatch pricing page, as of 2026-10.
 */
export const cloudwatchLogStorage = defineMeter({
  name: 'cloudwatch-log-storage',
  summary: 'Log storage, in compressed bytes',
  schema: usageLine('cloudwatch-log-storage', fields),
  example: { meter: 'cloudwatch-log-storage', region: 'us-east-1', bytes: 10_737_418_240 },
  measure: ({ bytes, days }) => [charge('cloudwatch.logs.storage', gbMonths(bytes, days))],
});
