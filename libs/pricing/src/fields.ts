import * as z from 'zod/mini';
import { isItem } from './book/items.ts';

/** Bytes in the units that AWS meters in. */
export const KIB = 1024;
export const MIB = 1024 * KIB;
export const GIB = 1024 * MIB;

/** The month of every meter: storage for `days: 30` is one month of storage. */
export const DAYS_PER_MONTH = 30;
export const HOURS_PER_MONTH = 24 * DAYS_PER_MONTH;

interface Range {
  min?: number;
  max?: number;
}

const expected = (kind: string, min: number, max?: number): string =>
  max === undefined
    ? `Expected a ${kind} of at least ${min}`
    : `Expected a ${kind} from ${min} to ${max}`;

/** A count: a whole number, by default from 0. */
export const whole = (description: string, { min = 0, max }: Range = {}) => {
  const error = expected('whole number', min, max);
  return z
    .int(error)
    .check(
      z.gte(min, error),
      z.lte(max ?? Number.MAX_SAFE_INTEGER, error),
      z.describe(description),
    );
};

/** A measured amount, such as a duration: any finite number, by default from 0. */
export const amount = (description: string, { min = 0, max }: Range = {}) => {
  const error = expected('number', min, max);
  return z
    .number(error)
    .check(
      z.gte(min, error),
      z.lte(max ?? Number.MAX_SAFE_INTEGER, error),
      z.describe(description),
    );
};

/** One of a few words. */
export const choice = <const Words extends readonly string[]>(description: string, words: Words) =>
  z.enum(words, `Expected one of ${words.join(', ')}`).check(z.describe(description));

/** A switch. */
export const flag = (description: string) =>
  z.boolean('Expected true or false').check(z.describe(description));

/** A field that may be left out. */
export const orElse = z._default;

const labelSchema = z
  .string('Expected a text')
  .check(
    z.maxLength(200, 'Expected at most 200 characters'),
    z.describe(
      'Whatever tells the line from others, such as a service; carried to the priced line',
    ),
  );

const beforeSchema = z
  .record(
    z.string().check(z.refine(isItem, 'Not an item of the price book')),
    amount('Units of the item'),
  )
  .check(
    z.describe(
      'Units already used this month, by item of the price book: where in the volume tiers this line begins',
    ),
  );

/** The fields that every usage line has, and those of one meter. Unknown fields are refused. */
export const usageLine = <Name extends string, Fields extends Record<string, z.core.SomeType>>(
  meter: Name,
  fields: Fields,
) =>
  z.strictObject({
    meter: z.literal(meter),
    region: z
      .string('Expected a region such as us-east-1')
      .check(
        z.minLength(1, 'Expected a region such as us-east-1'),
        z.describe('Region, such as us-east-1'),
      ),
    label: z.optional(labelSchema),
    before: z.optional(beforeSchema),
    ...fields,
  });
