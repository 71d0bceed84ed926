import { CommandError } from '@acado/command-line';
import type { Bill } from '@acado/pricing';
import type * as z from 'zod';
import type { Chart } from './chart.ts';

/** What an adviser hands back. */
export interface Report {
  /** Plain JSON. */
  advice: object;
  /** The same for people. */
  text: string;
  charts: Chart[];
}

/** One question that `cost advise` answers. */
export interface Adviser {
  /** One line for the list of advisers. */
  summary: string;
  /** What the input document is. */
  schema: z.ZodType;
  /** A document that can be asked right away. */
  example: object;
  /** @throws {CommandError} naming every field that is wrong. */
  advise(document: unknown): Report;
  /** Completes a document by what compiled CloudFormation templates say; absent if they say nothing to the question. */
  complete?(document: unknown, templates: readonly unknown[]): unknown;
}

/** `components[0].to[1].id` */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/**
 * Checks a document from outside.
 *
 * @throws {CommandError} naming every field that is wrong.
 */
export function parseDocument<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
): z.output<Schema> {
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) => {
    const field = fieldOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [{ field, message: issue.message }];
    return issue.keys.map((key) => ({
      field: fieldOf([...issue.path, key]),
      message: 'Unknown field',
    }));
  });
  throw new CommandError(
    problems
      .slice(0, 20)
      .map(({ field, message }) => `${field || 'The document'}: ${message}`)
      .join('\n'),
  );
}

/** A price that a piece of advice rests on. */
export interface UsedPrice {
  item: string;
  unit: string;
  /** USD per unit, the decimal of the price book. */
  price: string;
  source: string;
  /** The day on which it was taken from its source, ISO 8601. */
  date: string;
  confidence: string;
}

/** The prices behind bills, each one once, by item. */
export function usedPrices(bills: readonly Bill[]): UsedPrice[] {
  const used = new Map<string, UsedPrice>();
  for (const { lines } of bills) {
    for (const { item, unit, price, source, date, confidence } of lines.flatMap(
      ({ unitPrices }) => unitPrices,
    )) {
      used.set(`${item} ${price}`, { item, unit, price, source, date, confidence });
    }
  }
  return [...used.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
}

/** The last line of a text: where its prices are from. */
export const priceSources = (prices: readonly UsedPrice[]): string =>
  `Prices: ${[...new Set(prices.map(({ source, date }) => `${source} (taken ${date})`))].join('; ')}\n`;

/** USD for people. */
export const usd = (amount: number): string =>
  amount.toFixed(Math.abs(amount) < 0.1 && amount !== 0 ? 6 : 2);

/** A share for people. */
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
