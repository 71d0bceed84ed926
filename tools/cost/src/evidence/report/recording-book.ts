import { type Item, ITEMS, type PriceBook } from '@acado/pricing';
import type { PriceRow } from './model.ts';

/** A price book that remembers which prices it was asked for. */
export function recordingBook(book: PriceBook, region: string) {
  const asked = new Set<Item>();
  return {
    book: {
      regions: book.regions,
      items: (name: string) => book.items(name),
      price(name: string, item: Item) {
        asked.add(item);
        return book.price(name, item);
      },
    } satisfies PriceBook,
    used: (): PriceRow[] =>
      [...asked].sort().map((item) => {
        const { tiers, source, date, confidence } = book.price(region, item);
        return {
          item,
          unit: ITEMS[item],
          tiers: Object.fromEntries(tiers.map(({ from, text = null }) => [from.toString(), text])),
          ...{ source, date, confidence },
        };
      }),
  };
}

/** The file of a price book that has these rows, and no others. */
export const priceFileOf = (rows: readonly PriceRow[], region: string) => ({
  region,
  currency: 'USD',
  prices: Object.fromEntries(rows.map(({ item, ...row }) => [item, row])),
});
