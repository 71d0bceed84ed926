import { type Bill, Exact, type Item, USAGE_TYPES } from '@acado/pricing';
import { NO_SUMS, plus, type Sums } from './comparison.ts';
import type { PricedUsage } from './price-usage.ts';

/** One meter of a service in a region, added up. */
export interface Line {
  /** Value of the tag to group by; empty without. */
  tag: string;
  /** Product code. */
  service: string;
  /** Item of the price book. */
  meter: Item;
  region: string;
  /** Units that were charged. */
  quantity: Exact;
  /** Units that AWS billed at nothing. */
  freeQuantity: Exact;
  /** Units that were measured by us. */
  measuredQuantity: Exact;
  sums: Sums;
}

type Key = Pick<Line, 'tag' | 'service' | 'meter' | 'region'>;
type Units = Pick<Line, 'quantity' | 'freeQuantity' | 'measuredQuantity'>;

const textOf = ({ tag, service, meter, region }: Key): string =>
  [tag, service, meter, region].join('\0');

/**
 * Puts billed and measured usage of the same meter, service and region on one line.
 *
 * @param byTag Labels of measured usage are values of the tag that the bill is grouped by.
 */
export function linesOf(
  priced: readonly PricedUsage[],
  measured: Bill | undefined,
  byTag: boolean,
): Line[] {
  const lines = new Map<string, Line>();
  const add = (key: Key, units: Partial<Units>, sums: Partial<Sums>) => {
    const line = lines.get(textOf(key));
    lines.set(textOf(key), {
      ...key,
      quantity: (line?.quantity ?? Exact.ZERO).plus(units.quantity ?? 0),
      freeQuantity: (line?.freeQuantity ?? Exact.ZERO).plus(units.freeQuantity ?? 0),
      measuredQuantity: (line?.measuredQuantity ?? Exact.ZERO).plus(units.measuredQuantity ?? 0),
      sums: plus(line?.sums ?? NO_SUMS, sums),
    });
  };
  for (const { usage, item, region, list } of priced) {
    const { tag, service, effective, onDemand, billed } = usage;
    add({ tag, service, meter: item, region }, usage, {
      list,
      discount: onDemand.minus(effective),
      bill: effective,
      invoiced: billed,
    });
  }
  for (const { usage, unitPrices } of measured?.lines ?? []) {
    for (const { item, quantity, cost } of unitPrices) {
      const tag = byTag ? (usage.label ?? '') : '';
      const key = { tag, service: serviceOf(item), meter: item, region: usage.region };
      add(key, { measuredQuantity: Exact.of(quantity) }, { measured: cost });
    }
  }
  const texts = [...lines].sort(([a], [b]) => (a < b ? -1 : 1));
  return texts.map(([, line]) => ({ ...line, sums: discounted(line.sums) }));
}

/** Savings Plans and reservations take as much off measured units as off billed ones. */
function discounted(sums: Sums): Sums {
  if (sums.list.compare(0) === 0) return sums;
  const share = sums.discount.over(sums.list);
  return { ...sums, measured: sums.measured.minus(sums.measured.times(share)) };
}

/** S3's transitions and restores share usage types with others and so have none of their own. */
const serviceOf = (item: Item): string =>
  USAGE_TYPES[item]?.service ?? (item.startsWith('s3.') ? 'AmazonS3' : 'AmazonCloudWatch');
