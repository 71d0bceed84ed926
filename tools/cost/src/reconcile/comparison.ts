import { Exact } from '@acado/pricing';

/** Amounts of usage that were added up, in USD. */
export interface Sums {
  /** Billed units at list prices. */
  list: Exact;
  /** What Savings Plans and reservations take off. */
  discount: Exact;
  /** What it cost, with its share of Savings Plans and reservations. */
  bill: Exact;
  /** What the invoice asks for. */
  invoiced: Exact;
  /** Usage that was measured by us: at list prices, and with the same share of discount as the billed units. */
  measured: Exact;
}

/** An estimate beside the bill, in USD. */
export interface Comparison {
  /** At list prices, less the discount of Savings Plans and reservations. */
  estimate: Exact;
  /** Estimate less bill. */
  error: Exact;
  /** Of the bill; absent if that is zero. */
  errorPercent?: Exact;
  /** The error is over the tolerance, and not under half a cent. */
  differs: boolean;
}

/** What a bill says, and what the price book makes of it. */
export interface Reconciled extends Comparison {
  discount: Exact;
  bill: Exact;
  invoiced: Exact;
  /** The same with the usage that was measured by us in place of the billed units. */
  measured?: Comparison;
}

/** Less than this is not on an invoice. */
const HALF_A_CENT = Exact.of('0.005');

/** No amounts. */
export const NO_SUMS: Sums = {
  list: Exact.ZERO,
  discount: Exact.ZERO,
  bill: Exact.ZERO,
  invoiced: Exact.ZERO,
  measured: Exact.ZERO,
};

/** Both amounts together. */
export const plus = (a: Sums, b: Partial<Sums>): Sums => ({
  list: a.list.plus(b.list ?? 0),
  discount: a.discount.plus(b.discount ?? 0),
  bill: a.bill.plus(b.bill ?? 0),
  invoiced: a.invoiced.plus(b.invoiced ?? 0),
  measured: a.measured.plus(b.measured ?? 0),
});

/**
 * Compares amounts with the bill.
 *
 * @param isMeasured Whether usage was measured at all.
 */
export function compare(sums: Sums, tolerancePercent: number, isMeasured: boolean): Reconciled {
  const { discount, bill, invoiced } = sums;
  const against = (estimate: Exact) => beside(estimate, bill, tolerancePercent);
  const reconciled: Reconciled = {
    ...against(sums.list.minus(discount)),
    discount,
    bill,
    invoiced,
  };
  return isMeasured ? { ...reconciled, measured: against(sums.measured) } : reconciled;
}

function beside(estimate: Exact, bill: Exact, tolerancePercent: number): Comparison {
  const error = estimate.minus(bill);
  const visible = absolute(error).compare(HALF_A_CENT) >= 0;
  if (bill.compare(0) === 0) return { estimate, error, differs: visible };
  const errorPercent = error.times(100).over(bill);
  const differs = visible && absolute(errorPercent).compare(tolerancePercent) > 0;
  return { estimate, error, errorPercent, differs };
}

const absolute = (value: Exact): Exact => (value.compare(0) < 0 ? value.times(-1) : value);
