import * as z from 'zod/mini';
import { isItem, ITEMS, type Item } from './items.ts';

/** Regions that the book has a file for. */
export const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-southeast-1',
  'ap-northeast-1',
] as const;

/** A region that the book has a file for. */
export type Region = (typeof REGIONS)[number];

/**
 * How sure a number is: `H` an offer-file value or AWS page, `M` one good or an older source, or a region taken to be
 * equal to another, `L` a weak source.
 */
export type Confidence = 'H' | 'M' | 'L';

const decimal = z
  .string()
  .check(z.regex(/^\d+(\.\d+)?$/, 'Expected a decimal such as "0.0000002"'));
const bound = z.string().check(z.regex(/^(0|[1-9]\d*)$/, 'Expected a whole number of units'));

/** One row of a region's file. */
export const priceRowSchema = z.strictObject({
  unit: z.string(),
  /** USD per unit, by the monthly volume in units from which it holds; `null` where it is not known. */
  tiers: z
    .record(bound, z.nullable(decimal))
    .check(z.refine((tiers) => Object.hasOwn(tiers, '0'), 'Expected a tier from "0"')),
  source: z.string().check(z.minLength(1)),
  /** The day on which the number was taken from its source. */
  date: z.iso.date(),
  confidence: z.enum(['H', 'M', 'L']),
  note: z.optional(z.string()),
});

/** One row of a region's file. */
export type PriceRow = z.infer<typeof priceRowSchema>;

const rowsSchema = z.record(
  z.string().check(z.refine(isItem, 'Not an item of the book')),
  priceRowSchema,
);

/** A region's file: the prices that are known there. An item without a row is unknown. */
export const priceFileSchema = z
  .strictObject({
    region: z.string(),
    currency: z.literal('USD'),
    note: z.optional(z.string()),
    prices: rowsSchema,
  })
  .check(
    z.refine(
      ({ prices }) => Object.entries(prices).every(([id, row]) => row.unit === ITEMS[id as Item]),
      'A row has another unit than its item',
    ),
  );

/** A region's file. */
export type PriceFile = z.infer<typeof priceFileSchema>;
