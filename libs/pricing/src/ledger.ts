import { type Allowance, ALLOWANCES } from './book/allowances.ts';
import type { Item } from './book/items.ts';
import { Exact } from './exact.ts';
import type { Charge } from './meter.ts';

/** Units that an allowance pays for. */
export interface FreeUnits {
  quantity: Exact;
  allowance: Allowance;
}

/** What the lines of a month have used up so far: volume, and allowances. */
export interface Ledger {
  /** Units of the item in the region. */
  used(region: string, item: Item): Exact;
  add(region: string, charge: Charge): void;
  /**
   * Takes free units for a charge.
   *
   * @param before Units of the item that came before the lines: they used up the allowance, too.
   */
  takeFree(charge: Charge, before: Exact): FreeUnits | undefined;
}

/** An empty ledger, for the beginning of a month. */
export function createLedger(): Ledger {
  const volumes = new Map<string, Exact>();
  const free = new Map<string, Exact>();
  const usedOf = (totals: Map<string, Exact>, key: string): Exact => totals.get(key) ?? Exact.ZERO;
  const keyOf = (region: string, item: Item): string => `${region} ${item}`;
  return {
    used: (region, item) => usedOf(volumes, keyOf(region, item)),
    add(region, { item, quantity }) {
      const key = keyOf(region, item);
      volumes.set(key, usedOf(volumes, key).plus(quantity));
    },
    takeFree({ item, quantity }, before) {
      const allowance = ALLOWANCES.find(({ items }) => items.includes(item));
      if (!allowance) return undefined;
      const taken = usedOf(free, allowance.name);
      const left = Exact.of(allowance.quantity).minus(taken).minus(before);
      const units = Exact.min(left, quantity);
      if (units.compare(0) <= 0) return undefined;
      free.set(allowance.name, taken.plus(units));
      return { quantity: units, allowance };
    },
  };
}
