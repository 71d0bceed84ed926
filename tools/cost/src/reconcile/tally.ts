import type { Exact } from '@acado/pricing';
import type { BilledRow } from './billed-row.ts';
import { DecimalSum } from './decimal.ts';

/** What one kind of usage cost in a month. */
export interface BilledUsage {
  month: string;
  service: string;
  usageType: string;
  operation: string;
  region: string;
  /** The tag to group by; empty if rows do not have it. */
  tag: string;
  /** Units that were charged. */
  quantity: Exact;
  /** Units that AWS billed at nothing, such as those of the free tier. */
  freeQuantity: Exact;
  /** USD, see `BilledRow`. */
  billed: Exact;
  effective: Exact;
  onDemand: Exact;
}

/** Rows that are no usage, such as taxes. */
export interface OtherCharges {
  type: string;
  rows: number;
  billed: Exact;
}

/** A bill, added up. */
export interface BilledTotals {
  rows: number;
  usage: BilledUsage[];
  others: OtherCharges[];
  /** USD of all rows: what the invoice asks for. */
  billed: Exact;
}

type Kind = Pick<BilledUsage, 'month' | 'service' | 'usageType' | 'operation' | 'region' | 'tag'>;

const usageSums = () => ({
  quantity: new DecimalSum(),
  freeQuantity: new DecimalSum(),
  billed: new DecimalSum(),
  effective: new DecimalSum(),
  onDemand: new DecimalSum(),
});

/** Adds up the rows of a bill, exactly. Grows with the kinds of usage, not with the rows. */
export class Tally {
  readonly #usage = new Map<string, { kind: Kind; sums: ReturnType<typeof usageSums> }>();
  readonly #others = new Map<string, { rows: number; billed: DecimalSum }>();
  readonly #billed = new DecimalSum();
  #rows = 0;

  add(row: BilledRow, tag = ''): void {
    this.#rows += 1;
    this.#billed.add(row.billed);
    if (row.isUsage && row.quantity.digits >= 0n) this.#addUsage(row, tag);
    else this.#addOther(row, row.isUsage ? `${row.type}, negative` : row.type);
  }

  #addUsage(row: BilledRow, tag: string): void {
    const { month, service, usageType, operation, region } = row;
    const key = [month, service, usageType, operation, region, tag].join('\0');
    let entry = this.#usage.get(key);
    if (!entry) {
      entry = { kind: { month, service, usageType, operation, region, tag }, sums: usageSums() };
      this.#usage.set(key, entry);
    }
    const { sums } = entry;
    const free = row.effective.digits === 0n && row.onDemand.digits === 0n;
    (free ? sums.freeQuantity : sums.quantity).add(row.quantity);
    sums.billed.add(row.billed);
    sums.effective.add(row.effective);
    sums.onDemand.add(row.onDemand);
  }

  #addOther({ billed }: BilledRow, type: string): void {
    const entry = this.#others.get(type) ?? { rows: 0, billed: new DecimalSum() };
    this.#others.set(type, entry);
    entry.rows += 1;
    entry.billed.add(billed);
  }

  totals(): BilledTotals {
    return {
      rows: this.#rows,
      usage: [...this.#usage.values()].map(({ kind, sums }) => ({
        ...kind,
        quantity: sums.quantity.toExact(),
        freeQuantity: sums.freeQuantity.toExact(),
        billed: sums.billed.toExact(),
        effective: sums.effective.toExact(),
        onDemand: sums.onDemand.toExact(),
      })),
      others: [...this.#others].map(([type, { rows, billed }]) => ({
        type,
        rows,
        billed: billed.toExact(),
      })),
      billed: this.#billed.toExact(),
    };
  }
}
