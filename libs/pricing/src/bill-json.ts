import type { Bill } from './bill.ts';

/**
 * A bill as plain JSON: each line's usage with `unitPrices` and `cost`, and the `total`. Amounts of USD are the doubles
 * nearest to the exact sums; prices stay the decimals of the book.
 *
 * @example
 * JSON.stringify(billToJson(priceUsage(lines)));
 */
export const billToJson = ({ lines, total, currency }: Bill) => ({
  lines: lines.map(({ usage, unitPrices, cost }) => ({
    ...usage,
    unitPrices: unitPrices.map((unitPrice) => ({ ...unitPrice, cost: unitPrice.cost.toNumber() })),
    cost: cost.toNumber(),
  })),
  total: total.toNumber(),
  currency,
});
