import {
  type Confidence,
  Exact,
  type Item,
  itemIds,
  ITEMS,
  type PriceFile,
  type PriceRow,
} from '@acado/pricing';
import type { Offer } from './offer-file.ts';

/** One price that is not what it was. */
export interface PriceChange {
  region: string;
  item: Item;
  /** Monthly volume from which it holds. */
  from: string;
  /** USD per unit; absent if the book did not know it or had no such tier. */
  old?: string;
  /** Absent if the offer file has no such tier any more. */
  new?: string;
  /** Change in percent, when both are known. */
  percent?: number;
}

/** An offer file that was read. */
export interface ReadOffer extends Offer {
  service: string;
  /** Where it was read from. */
  location: string;
}

/** A region's file made anew. */
export interface Rebuilt {
  file: PriceFile;
  changes: PriceChange[];
  /** Items whose price is the same, and is now known from the offer file. */
  confirmed: Item[];
  /** Items that no offer file tells the price of: their rows stay as they are. */
  kept: Item[];
}

/** What comes out of an offer file is sure. */
const CONFIDENCE: Confidence = 'H';
const SOURCE = 'AWS price list';

/**
 * Makes a region's file anew from offer files. Prices that are the same and known from an offer file already keep their
 * rows, so a refresh without news changes nothing.
 */
export function rebuild(old: PriceFile, offers: readonly ReadOffer[]): Rebuilt {
  const prices: Record<string, PriceRow> = {};
  const result: Rebuilt = { file: old, changes: [], confirmed: [], kept: [] };
  for (const item of itemIds) {
    const row = Object.hasOwn(old.prices, item) ? old.prices[item] : undefined;
    const offer = offers.find(({ tiers }) => tiers.has(item));
    const tiers = offer?.tiers.get(item);
    if (!offer || !tiers) {
      if (row) prices[item] = row;
      result.kept.push(item);
      continue;
    }
    const changes = tierChanges(old.region, item, row?.tiers ?? {}, tiers);
    const asSure = row?.confidence === CONFIDENCE && row.source.startsWith(`${SOURCE} `);
    if (row && changes.length === 0 && asSure) {
      prices[item] = row;
      continue;
    }
    prices[item] = {
      unit: ITEMS[item],
      tiers,
      source: `${SOURCE} ${offer.service} version ${offer.version}, ${offer.location}`,
      date: offer.date,
      confidence: CONFIDENCE,
    };
    if (changes.length === 0) result.confirmed.push(item);
    result.changes.push(...changes);
  }
  const touched = result.changes.length + result.confirmed.length > 0;
  // The note speaks of the rows as they were.
  const { prices: _, note, ...head } = old;
  result.file = touched || note === undefined ? { ...head, prices } : { ...head, note, prices };
  return result;
}

function tierChanges(
  region: string,
  item: Item,
  old: Readonly<Record<string, string | null>>,
  fresh: Readonly<Record<string, string>>,
): PriceChange[] {
  const bounds = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort(
    (a, b) => Number(a) - Number(b),
  );
  return bounds.flatMap((from): PriceChange[] => {
    const before = old[from] ?? undefined;
    const after = fresh[from];
    if (before === after && (after !== undefined || !Object.hasOwn(old, from))) return [];
    if (before === undefined || after === undefined) {
      return [{ region, item, from, old: before, new: after }];
    }
    const [was, is] = [Exact.of(before), Exact.of(after)];
    if (was.compare(is) === 0) return [];
    const percent =
      was.compare(0) === 0 ? undefined : is.minus(was).over(was).times(100).toNumber();
    return [{ region, item, from, old: before, new: after, percent }];
  });
}
