import type { Item } from './book/items.ts';
import type { Confidence } from './book/price-file.ts';
import { type PriceBook, priceBook, UnknownPriceError } from './book/price-book.ts';
import { Exact } from './exact.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { listed } from './listed.ts';
import type { Charge } from './meter.ts';
import { rate } from './rate.ts';
import { type MeasuredUsage, measureUsage, type Usage, type UsageLine } from './usage.ts';

/** Units of a line that were priced at one rate, and where the rate comes from. */
export interface UnitPrice {
  item: Item;
  unit: string;
  /** Units of the month before these. */
  from: number;
  /** Billed units. */
  quantity: number;
  /** USD per unit, the decimal of the price book. */
  price: string;
  /** USD, exact. */
  cost: Exact;
  source: string;
  /** The day on which the price was taken from its source, ISO 8601. */
  date: string;
  confidence: Confidence;
  note?: string | undefined;
}

/** A usage line with its price. */
export interface PricedLine {
  usage: Usage;
  unitPrices: UnitPrice[];
  /** USD, exact. */
  cost: Exact;
}

/** Priced usage. */
export interface Bill {
  lines: PricedLine[];
  /** USD, exact: the sum of the lines. */
  total: Exact;
  currency: 'USD';
}

/** How usage is priced. */
export interface PricingOptions {
  /** Default: the book of this repository. */
  book?: PriceBook;
  /**
   * The lines are one month of one account: lines of the same region and item share the volume tiers, in their order.
   * Without it each line stands alone and its tiers begin at its own `before`.
   */
  month?: boolean;
  /** Takes off the free tier, once for all lines; so it means `month` too. Off by default. */
  freeTier?: boolean;
}

/** Some usage has no price; the message names every line, region and item. */
export class UnpricedUsageError extends Error {
  override readonly name = 'UnpricedUsageError';
  readonly code = 'UNPRICED_USAGE';
  readonly problems: readonly { line: number; error: UnknownPriceError }[];

  constructor(problems: readonly { line: number; error: UnknownPriceError }[]) {
    super(listed(problems.map(({ line, error }) => `line ${line}: ${error.message}`)));
    this.problems = problems;
  }
}

interface LineContext {
  region: string;
  before: Readonly<Record<string, number>>;
  book: PriceBook;
  /** Absent when each line stands alone. */
  ledger: Ledger | undefined;
  freeTier: boolean;
}

function priceCharge(charge: Charge, context: LineContext): UnitPrice[] {
  const { region, book, ledger, freeTier } = context;
  const { item, quantity } = charge;
  const price = book.price(region, item);
  const { unit, source, date, confidence, note } = price;
  const given = Exact.of(context.before[item] ?? 0);
  const before = given.plus(ledger?.used(region, item) ?? 0);
  ledger?.add(region, charge);
  const free = freeTier ? ledger?.takeFree(charge, given) : undefined;
  const unitPrices: UnitPrice[] = [];
  if (free) {
    unitPrices.push({
      item,
      unit,
      from: before.toNumber(),
      quantity: free.quantity.toNumber(),
      price: '0',
      cost: Exact.ZERO,
      source: free.allowance.source,
      date: free.allowance.date,
      confidence: free.allowance.confidence,
    });
  }
  // Free units count as volume: what is paid begins after them.
  const paid = quantity.minus(free?.quantity ?? 0);
  const paidFrom = before.plus(free?.quantity ?? 0);
  if (free && paid.compare(0) === 0) return unitPrices;
  for (const part of rate(price, paid, paidFrom)) {
    unitPrices.push({
      item,
      unit,
      from: part.from.toNumber(),
      quantity: part.quantity.toNumber(),
      price: part.text,
      cost: part.cost,
      source,
      date,
      confidence,
      note,
    });
  }
  return unitPrices;
}

const priceLine = (usage: Usage, charges: Charge[], context: LineContext): PricedLine => {
  const unitPrices = charges.flatMap((charge) => priceCharge(charge, context));
  return { usage, unitPrices, cost: Exact.sum(unitPrices.map(({ cost }) => cost)) };
};

/**
 * Prices usage lines in USD at list prices. Sums are exact; nothing is rounded.
 *
 * @throws {UsageError} naming every line and field that is wrong.
 * @throws {UnpricedUsageError} naming every line, region and item whose price the book does not know.
 *
 * @example
 * const { total } = priceUsage([{ meter: 'sqs-requests', region: 'us-east-1', type: 'standard', requests: 3_000_000 }]);
 * total.toString(); // '1.2'
 */
export const priceUsage = (lines: readonly UsageLine[], options: PricingOptions = {}): Bill =>
  priceMeasured(measureUsage(lines), options);

/**
 * Prices usage that was checked and measured already; the way for lines that come from outside.
 *
 * @throws {UnpricedUsageError} See `priceUsage`.
 *
 * @example
 * priceMeasured(measureUsage(JSON.parse(text)));
 */
export function priceMeasured(
  measured: readonly MeasuredUsage[],
  options: PricingOptions = {},
): Bill {
  const { book = priceBook, freeTier = false, month = false } = options;
  const ledger = month || freeTier ? createLedger() : undefined;
  const lines: PricedLine[] = [];
  const problems: { line: number; error: UnknownPriceError }[] = [];
  measured.forEach(({ usage, charges }, line) => {
    const { region, before = {} } = usage;
    try {
      lines.push(priceLine(usage, charges, { region, before, book, ledger, freeTier }));
    } catch (error) {
      if (!(error instanceof UnknownPriceError)) throw error;
      problems.push({ line, error });
    }
  });
  if (problems.length > 0) throw new UnpricedUsageError(problems);
  return { lines, total: Exact.sum(lines.map(({ cost }) => cost)), currency: 'USD' };
}

/**
 * Prices one usage line.
 *
 * @throws {UsageError | UnpricedUsageError} See `priceUsage`.
 *
 * @example
 * priceOne({ meter: 'rest-api', region: 'us-east-1', requests: 1 }).cost.toNumber(); // 0.0000035
 */
export function priceOne(line: UsageLine, options: PricingOptions = {}): PricedLine {
  return priceUsage([line], options).lines[0]!;
}
