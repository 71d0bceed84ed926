import { Exact, measureUsage, priceMeasured, UnpricedUsageError, UsageError } from '@acado/pricing';

/** One item of a month's bill. */
export interface CostItem {
  what: string;
  /** USD a month; absent when the price book does not know a price. */
  usd?: number;
  /** Why there is no price. */
  notPriced?: string;
}

/** What lines of usage cost in one month of one account; they may hold what a source said, such as a cache's size. */
export function priced(what: string, lines: readonly object[]): CostItem {
  if (lines.length === 0) return { what, usd: 0 };
  try {
    return { what, usd: priceMeasured(measureUsage(lines), { month: true }).total.toNumber() };
  } catch (error) {
    if (error instanceof UsageError) return { what, notPriced: error.message };
    if (!(error instanceof UnpricedUsageError)) throw error;
    return { what, notPriced: error.problems.map((problem) => problem.error.message).join('; ') };
  }
}

/** What is known of the sum. */
export const sumOf = (items: readonly CostItem[]): number =>
  Exact.sum(items.map(({ usd = 0 }) => Exact.of(usd))).toNumber();
