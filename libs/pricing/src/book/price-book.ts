import * as z from 'zod/v4/core';
import { Exact } from '../exact.ts';
import { isItem, ITEMS, type Item } from './items.ts';
import { type Confidence, type PriceFile, priceFileSchema } from './price-file.ts';
import { regionFiles } from './region-files.ts';

/** A price that holds from a monthly volume on, up to the next tier. */
export interface Tier {
  /** Monthly volume, in units, above which it holds. */
  from: Exact;
  /** USD per unit; absent when it is not known. */
  price?: Exact;
  /** The price as the book spells it. */
  text?: string;
}

/** What an item costs in a region, and where that is known from. */
export interface Price {
  region: string;
  item: Item;
  unit: string;
  /** Ascending, the first from 0. */
  tiers: readonly Tier[];
  source: string;
  /** The day on which it was taken from its source, ISO 8601. */
  date: string;
  confidence: Confidence;
  note?: string | undefined;
}

/** The book does not know a price; the message names region and item. */
export class UnknownPriceError extends Error {
  override readonly name = 'UnknownPriceError';
  readonly code = 'UNKNOWN_PRICE';
  readonly region: string;
  readonly item: string;

  constructor(region: string, item: string, why: string) {
    super(`No price for ${item} in ${region}: ${why}`);
    this.region = region;
    this.item = item;
  }
}

/** A file of the book is not what it should be. */
export class PriceFileError extends Error {
  override readonly name = 'PriceFileError';
  readonly code = 'INVALID_PRICE_FILE';
}

/** Prices by region and item. */
export interface PriceBook {
  readonly regions: readonly string[];
  /** @throws {UnknownPriceError} If the region or the item is not known. */
  price(region: string, item: Item): Price;
  /** The items whose price is known in a region, at least for the first unit. */
  items(region: string): Item[];
}

/**
 * Reads a file of the book.
 *
 * @throws {PriceFileError} naming what is wrong.
 *
 * @example
 * parsePriceFile(JSON.parse(await readFile('us-east-1.json', 'utf8')), 'us-east-1.json');
 */
export function parsePriceFile(content: unknown, name: string): PriceFile {
  const result = z.safeParse(priceFileSchema, content);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.join(' › ')}: ${message}`,
  );
  throw new PriceFileError(`${name}: ${problems.join('; ')}`);
}

/**
 * Makes a book of region files. A file is read when its region is first asked for, so a function pays only for its own.
 *
 * @param files Contents of the files, by region.
 *
 * @example
 * const book = createPriceBook({ 'us-east-1': { region: 'us-east-1', currency: 'USD', prices: {} } });
 */
export function createPriceBook(files: Readonly<Record<string, unknown>>): PriceBook {
  const read = new Map<string, PriceFile>();
  const fileOf = (region: string): PriceFile | undefined => {
    if (!Object.hasOwn(files, region)) return undefined;
    const file = read.get(region) ?? parsePriceFile(files[region], `prices of ${region}`);
    read.set(region, file);
    return file;
  };
  const prices = new Map<string, Price>();

  const lookUp = (region: string, item: Item): Price => {
    const file = fileOf(region);
    if (!file) {
      const known = Object.keys(files).join(', ');
      throw new UnknownPriceError(region, item, `the book has no such region, only ${known}`);
    }
    const row = Object.hasOwn(file.prices, item) ? file.prices[item] : undefined;
    if (!isItem(item) || !row) {
      throw new UnknownPriceError(region, item, `the book does not know it${because(file)}`);
    }
    const tiers = Object.entries(row.tiers)
      .map(([from, text]): Tier => {
        const start = Exact.of(from);
        return text === null ? { from: start } : { from: start, text, price: Exact.of(text) };
      })
      .sort((a, b) => a.from.compare(b.from));
    const { source, date, confidence, note } = row;
    return { region, item, unit: ITEMS[item], tiers, source, date, confidence, note };
  };

  return {
    regions: Object.keys(files),
    price(region, item) {
      const key = `${region} ${item}`;
      const price = prices.get(key) ?? lookUp(region, item);
      prices.set(key, price);
      return price;
    },
    items: (region) => Object.keys(fileOf(region)?.prices ?? {}).filter(isItem),
  };
}

const because = ({ note }: PriceFile): string => (note === undefined ? '' : ` (${note})`);

/**
 * The list prices of this repository, in USD, without tax, credits and private discounts.
 *
 * @example
 * priceBook.price('us-east-1', 'sqs.requests.standard').tiers[0]?.text; // '0.0000004'
 */
export const priceBook: PriceBook = createPriceBook(regionFiles);
