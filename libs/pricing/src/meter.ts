import * as z from 'zod/v4/core';
import { en } from 'zod/v4/locales';
import type { Item } from './book/items.ts';
import { Exact } from './exact.ts';

/** Billed units of one item. */
export interface Charge {
  item: Item;
  quantity: Exact;
}

/** One service's own units and rounding, without any price. Pure. */
export interface MeterDefinition<Name extends string, Schema extends z.$ZodType> {
  name: Name;
  /** What it meters, in one line. */
  summary: string;
  /** Checks a usage line and fills in its defaults. */
  schema: Schema;
  /** A usage line that shows the fields. */
  example: z.input<Schema>;
  /** Turns a line that passed the schema into billed units. */
  measure(usage: z.output<Schema>): Charge[];
}

/** What became of an input: metered usage, or what is wrong with it. */
export type Reading<Usage> =
  { usage: Usage; charges: Charge[] } | { issues: readonly z.$ZodIssue[] };

/** Turns the usage of one service into billed units. */
export interface Meter<Name extends string, Schema extends z.$ZodType> extends MeterDefinition<
  Name,
  Schema
> {
  /** Checks an input and measures it. */
  read(input: unknown): Reading<z.output<Schema>>;
}

/** `zod/mini` brings no texts of its own. */
const messages = en().localeError;

/**
 * Declares a meter; the type of its usage comes from the schema.
 *
 * @example
 * const restApi = defineMeter({ name: 'rest-api', summary, schema, example, measure: ({ requests }) => [ … ] });
 */
export const defineMeter = <Name extends string, Schema extends z.$ZodType>(
  definition: MeterDefinition<Name, Schema>,
): Meter<Name, Schema> => ({
  ...definition,
  read(input) {
    const result = z.safeParse(definition.schema, input, { error: messages });
    return result.success
      ? { usage: result.data, charges: definition.measure(result.data) }
      : { issues: result.error.issues };
  },
});

/** A charge, from anything that makes an exact number. */
export const charge = (item: Item, quantity: Exact | number): Charge => ({
  item,
  quantity: Exact.of(quantity),
});

/**
 * How many units of `size` it takes to hold `amount`; nothing at all takes one.
 *
 * @example
 * chunks(65_537, 65_536); // 2
 */
export const chunks = (amount: number, size: number): number =>
  Math.max(1, Math.ceil(amount / size));
