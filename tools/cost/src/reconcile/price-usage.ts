import { Exact, type Item, type PriceBook, rate, UnknownPriceError } from '@acado/pricing';
import { billedItem } from './billed-item.ts';
import type { BilledUsage } from './tally.ts';

/** Usage of a bill with what the price book says. */
export interface PricedUsage {
  usage: BilledUsage;
  item: Item;
  region: string;
  /** USD at list prices, exact. */
  list: Exact;
}

/** Usage of a bill that the price book cannot price. */
export interface UnpricedUsage {
  usage: BilledUsage;
  region: string;
  reason: string;
}

/**
 * Prices the units of a bill at list prices. Volume tiers are shared by all units of a month, region and item, as AWS
 * shares them between the accounts of an organization: each kind of usage has its part of what they cost together.
 */
export function priceUsages(usages: readonly BilledUsage[], book: PriceBook) {
  const priced: PricedUsage[] = [];
  const unpriced: UnpricedUsage[] = [];
  const shared = new Map<string, { item: Item; region: string; usages: BilledUsage[] }>();
  for (const usage of usages) {
    const { item, region } = billedItem(usage);
    if (item === undefined) {
      unpriced.push({ usage, region, reason: 'The price book has no such item' });
      continue;
    }
    const key = `${usage.month} ${region} ${item}`;
    const together = shared.get(key) ?? { item, region, usages: [] };
    together.usages.push(usage);
    shared.set(key, together);
  }
  for (const { item, region, usages: together } of shared.values()) {
    try {
      priced.push(...priceTogether(together, item, region, book));
    } catch (error) {
      if (!(error instanceof UnknownPriceError)) throw error;
      unpriced.push(...together.map((usage) => ({ usage, region, reason: error.message })));
    }
  }
  return { priced, unpriced };
}

function priceTogether(
  usages: readonly BilledUsage[],
  item: Item,
  region: string,
  book: PriceBook,
): PricedUsage[] {
  const quantity = Exact.sum(usages.map((usage) => usage.quantity));
  // Free units count as volume: what is paid begins after them.
  const free = Exact.sum(usages.map((usage) => usage.freeQuantity));
  const cost = Exact.sum(rate(book.price(region, item), quantity, free).map((part) => part.cost));
  const perUnit = quantity.compare(0) === 0 ? Exact.ZERO : cost.over(quantity);
  return usages.map((usage) => ({
    usage,
    item,
    region,
    list: perUnit.times(usage.quantity),
  }));
}
