import * as z from 'zod/mini';

/** What a message shows of a value: bounded, because it comes from outside. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? String(value)).slice(0, 60);

/** Says what is expected, and what there was instead. */
export const expects = (what: string) => ({
  error: ({ input }: { input?: unknown }): string =>
    input === undefined ? `Missing; expected ${what}` : `Expected ${what}, not ${shown(input)}`,
});

interface Range {
  min: number;
  max: number;
}

const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** Numbers come as JSON numbers or, from pipelines and forms, as decimal strings. */
const numeric = (numbers: z.ZodMiniType<number, number>, what: string) =>
  z.pipe(
    z.pipe(
      z.union([numbers, z.string().check(z.regex(DECIMAL, expects(what)))], expects(what)),
      z.transform((value: number | string) => Number(value)),
    ),
    numbers,
  );

/** A number in a range. */
export const amount = (description: string, { min, max }: Range) => {
  const what = `a number from ${min} to ${max}`;
  const inRange = z
    .number(expects(what))
    .check(z.gte(min, expects(what)), z.lte(max, expects(what)));
  return numeric(inRange, what).check(z.describe(description));
};

/** A whole number in a range. */
export const whole = (description: string, { min, max }: Range) => {
  const what = `a whole number from ${min} to ${max}`;
  const inRange = z.int(expects(what)).check(z.gte(min, expects(what)), z.lte(max, expects(what)));
  return numeric(inRange, what).check(z.describe(description));
};

/** A number that is taken to the nearest end of the range when it is outside. */
export const clamped = (description: string, { min, max }: Range) =>
  z
    .pipe(
      numeric(z.number(expects('a number')), 'a number'),
      z.transform((value: number) => Math.min(max, Math.max(min, value))),
    )
    .check(z.describe(description));

/** A switch; also spelt as a string, which is what a shell or a template makes of it. */
export const flag = (description: string) =>
  z
    .pipe(
      z.union([z.boolean(), z.enum(['true', 'false'])], expects('true or false')),
      z.transform((value: boolean | 'true' | 'false') => value === true || value === 'true'),
    )
    .check(z.describe(description));

/** One of a few words. */
export const choice = <const Words extends readonly string[]>(description: string, words: Words) =>
  z.enum(words, expects(`one of ${words.join(', ')}`)).check(z.describe(description));

/** A string with a meaning. */
export const text = (description: string, what: string, means: (value: string) => boolean) =>
  z.string(expects(what)).check(z.refine(means, expects(what)), z.describe(description));

/** A word for a whole list. */
interface Shorthand {
  word: string;
  values: readonly number[];
}

const separated = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A list; also a single value, or values in one string with commas between. Repeated values count once. */
export const listOf = <Item extends z.ZodMiniType>(
  item: Item,
  { description, what, shorthand }: { description: string; what: string; shorthand?: Shorthand },
) => {
  const scalar = z.union([z.string(), z.number()]);
  const toList = (value: unknown[] | string | number): unknown[] => {
    if (typeof value !== 'string') return Array.isArray(value) ? value : [value];
    return shorthand?.word === value ? [...shorthand.values] : separated(value);
  };
  return z
    .pipe(
      z.pipe(z.union([z.array(z.unknown()), scalar], expects(what)), z.transform(toList)),
      z.array(item),
    )
    .check(
      z.overwrite((values) => [...new Set(values)]),
      z.describe(description),
    );
};
