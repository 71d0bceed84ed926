import type { Decimal } from './decimal.ts';

/** A row of a bill, whatever its format. */
export interface BilledRow {
  /** Line item type of CUR, or charge category of FOCUS. */
  type: string;
  /** Usage of the billed month; taxes, credits, refunds and fees are not. */
  isUsage: boolean;
  /** Billing period, `YYYY-MM`. */
  month: string;
  /** Product code, such as `AWSLambda`. */
  service: string;
  /** With the prefix of the region. */
  usageType: string;
  operation: string;
  /** Empty where the bill has none. */
  region: string;
  quantity: Decimal;
  /** USD that the invoice asks for. */
  billed: Decimal;
  /** USD with the share of Savings Plans and reservations. */
  effective: Decimal;
  /** USD without Savings Plans and reservations. */
  onDemand: Decimal;
}

/** No amount. */
export const NOTHING: Decimal = { digits: 0n, places: 0 };
