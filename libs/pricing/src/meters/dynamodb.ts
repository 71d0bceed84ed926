import * as z from 'zod/mini';
import { Exact } from '../exact.ts';
import { amount, choice, flag, KIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, chunks, defineMeter } from '../meter.ts';

const WRITE_UNIT_BYTES = KIB;
const READ_UNIT_BYTES = 4 * KIB;
const MAX_ITEM_BYTES = 400 * KIB;
const MAX_READ_BYTES = 16 * KIB * KIB;

/** Request units per 4 KB read. */
const READ_FACTORS = { eventual: Exact.of('0.5'), strong: Exact.of(1), transactional: Exact.of(2) };

/**
 * On-demand writes: one unit per started 1 KB of the larger of the item before and after, in the table and in each
 * global secondary index that the write changes; twice that in a transaction. A failed conditional write is billed; a
 * TTL deletion is not. Batching saves calls, not units.
 *
 * Source: Amazon DynamoDB Developer Guide, as of 2026-10.
 */
export const dynamodbWrites = defineMeter({
  name: 'dynamodb-writes',
  summary: 'On-demand writes, in units of 1 KB, with indexes and transactions',
  schema: usageLine('dynamodb-writes', {
    writes: whole('Items put, updated or deleted, failed conditions included'),
    itemBytes: whole('Size of one item, in bytes', { max: MAX_ITEM_BYTES }),
    indexItemBytes: orElse(
      z
        .array(whole('Size of the projected item, in bytes', { max: MAX_ITEM_BYTES }))
        .check(
          z.describe('One size, in bytes, for each global secondary index that a write changes'),
        ),
      [],
    ),
    transactional: orElse(flag('Written with TransactWriteItems'), false),
  }),
  example: {
    meter: 'dynamodb-writes',
    region: 'us-east-1',
    writes: 1_000_000,
    itemBytes: 1500,
    indexItemBytes: [200],
  },
  measure({ writes, itemBytes, indexItemBytes, transactional }) {
    const units = [itemBytes, ...indexItemBytes]
      .map((bytes) => chunks(bytes, WRITE_UNIT_BYTES))
      .reduce((sum, next) => sum + next);
    const perWrite = units * (transactional ? 2 : 1);
    return [charge('dynamodb.write-request-units', Exact.of(writes).times(perWrite))];
  },
});

/**
 * On-demand reads: one unit per started 4 KB when strongly consistent, half of it when eventually consistent, twice in
 * a transaction. A read that finds nothing takes the least.
 *
 * Source: Amazon DynamoDB Developer Guide, as of 2026-10.
 */
export const dynamodbReads = defineMeter({
  name: 'dynamodb-reads',
  summary: 'On-demand reads, in units of 4 KB, by consistency',
  schema: usageLine('dynamodb-reads', {
    reads: whole('Items got, or pages of a Query or Scan'),
    itemBytes: whole('Size of one item, or of all items of a page together, in bytes', {
      max: MAX_READ_BYTES,
    }),
    consistency: choice('Consistency of the reads', ['eventual', 'strong', 'transactional']),
  }),
  example: {
    meter: 'dynamodb-reads',
    region: 'us-east-1',
    reads: 1_000_000,
    itemBytes: 1500,
    consistency: 'eventual',
  },
  measure({ reads, itemBytes, consistency }) {
    const perRead = READ_FACTORS[consistency].times(chunks(itemBytes, READ_UNIT_BYTES));
    return [charge('dynamodb.read-request-units', perRead.times(reads))];
  },
});

/**
 * Request units that were measured, as `ConsumedCapacity` reports them: 1 KB and 4 KB units, indexes and transactions
 * are in them already.
 *
 * Source: Amazon DynamoDB pricing page, as of 2026-10.
 */
export const dynamodbUnits = defineMeter({
  name: 'dynamodb-units',
  summary: 'On-demand request units as ConsumedCapacity reports them',
  schema: usageLine('dynamodb-units', {
    writeRequestUnits: orElse(amount('Write request units'), 0),
    readRequestUnits: orElse(amount('Read request units; halves are possible'), 0),
  }),
  example: {
    meter: 'dynamodb-units',
    region: 'us-east-1',
    writeRequestUnits: 1_000_000,
    readRequestUnits: 500.5,
  },
  measure: ({ writeRequestUnits, readRequestUnits }) => [
    charge('dynamodb.write-request-units', writeRequestUnits),
    charge('dynamodb.read-request-units', readRequestUnits),
  ],
});
