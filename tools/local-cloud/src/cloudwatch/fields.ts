import { z } from 'zod';

/** One protocol carries numbers, booleans and dates as such, another as text. */
export const number = z.union([z.number(), z.string().min(1).transform(Number)]).pipe(z.number());
export const integer = number.pipe(z.int());
export const integerBetween = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  number.pipe(z.int().min(least).max(most));
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((value) => value === 'true'),
]);
/** In milliseconds: a date of CBOR, seconds of JSON, ISO 8601 of the query protocol. */
export const time = z
  .union([z.date(), z.number().transform((seconds) => seconds * 1000), z.string()])
  .transform((value) => new Date(value).getTime())
  .pipe(z.number());

export const dimensions = z
  .array(z.object({ Name: z.string().min(1), Value: z.string() }))
  .max(30)
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));
export type Dimensions = z.output<typeof dimensions>;

export const dimensionList = (values: Dimensions) =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

/** A page of what a list operation returns, the token being the position. */
export const pageOf = <T>(all: T[], size: number, token = '0'): { items: T[]; next?: string } => {
  const start = Number(token);
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length && { next: String(end) }) };
};
