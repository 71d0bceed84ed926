import { type Bill, type Exact, ITEMS, type PriceBook, priceBook } from '@acado/pricing';
import { compare, NO_SUMS, plus, type Reconciled } from './comparison.ts';
import { type Line, linesOf } from './lines.ts';
import { priceUsages, type UnpricedUsage } from './price-usage.ts';
import type { BilledTotals, OtherCharges } from './tally.ts';

/** One meter of a service in a region beside the bill. */
export type ReconciledLine = Omit<Line, 'sums'> & Reconciled & { unit: string };

/** Meters that were added up, beside the bill. */
export type ReconciledSum = Reconciled & { name: string };

/** A bill beside the estimate; all amounts are USD. */
export interface Reconciliation {
  /** Billing periods, `YYYY-MM`. */
  months: string[];
  /** Rows that were read. */
  rows: number;
  lines: ReconciledLine[];
  /** By product code. */
  services: ReconciledSum[];
  /** By value of the tag that it is grouped by; empty without one. */
  tags: ReconciledSum[];
  /** Of all lines. */
  total: Reconciled;
  /** Usage that is not compared because the book has no item or no price for it. */
  unknown: UnpricedUsage[];
  /** Rows that are no usage. */
  others: OtherCharges[];
  /** What the invoice asks for, of all rows: lines, unknown and others together. */
  invoiced: Exact;
  tolerancePercent: number;
  /** Something was compared, and nothing differs. */
  reconciled: boolean;
}

/** How a bill is compared. */
export interface ReconcileOptions {
  tolerancePercent: number;
  /** Usage that was measured by us, priced. */
  measured?: Bill;
  /** The bill is grouped by a tag; labels of measured usage are its values. */
  byTag?: boolean;
  /** Default: the book of this repository. */
  book?: PriceBook;
}

/** Sets what the price book makes of a bill's units, and of measured usage, beside the bill. */
export function reconcile(totals: BilledTotals, options: ReconcileOptions): Reconciliation {
  const { tolerancePercent, measured, byTag = false, book = priceBook } = options;
  const { priced, unpriced } = priceUsages(totals.usage, book);
  const drafts = linesOf(priced, measured, byTag);
  const compareAll = (some: readonly Line[]): Reconciled => {
    const sums = some.reduce((sum, line) => plus(sum, line.sums), NO_SUMS);
    return compare(sums, tolerancePercent, measured !== undefined);
  };
  const sumsBy = (nameOf: (line: Line) => string): ReconciledSum[] =>
    [...Map.groupBy(drafts, nameOf)]
      .map(([name, its]) => ({ name, ...compareAll(its) }))
      .sort((a, b) => b.bill.compare(a.bill));
  const lines = drafts.map(({ sums, ...line }) => ({
    ...line,
    unit: ITEMS[line.meter],
    ...compare(sums, tolerancePercent, measured !== undefined),
  }));
  const total = compareAll(drafts);
  return {
    months: [...new Set(totals.usage.map(({ month }) => month))].sort(),
    rows: totals.rows,
    lines,
    services: sumsBy(({ service }) => service),
    tags: byTag ? sumsBy(({ tag }) => tag) : [],
    total,
    unknown: unpriced.toSorted((a, b) => b.usage.effective.compare(a.usage.effective)),
    others: totals.others.toSorted((a, b) => b.billed.compare(a.billed)),
    invoiced: totals.billed,
    tolerancePercent,
    reconciled: priced.length > 0 && ![total, ...lines].some(differs),
  };
}

/** Whether a comparison, or the one with measured usage, is over the tolerance. */
export const differs = (compared: Reconciled): boolean =>
  compared.differs || (compared.measured?.differs ?? false);
