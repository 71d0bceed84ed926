import { seededRandom } from '../../advise/provisioned-concurrency/arrivals.ts';

/** An order as a client posts it; everything in it comes from the seed. */
export interface SampleOrder {
  orderId: string;
  customerId: string;
  currency: string;
  lines: { sku: string; description: string; quantity: number; unitAmount: number }[];
  note?: string;
  placedAt: string;
}

const FIRST_PLACED_AT = Date.parse('2026-01-05T08:00:00.000Z');
const CURRENCIES = ['EUR', 'EUR', 'EUR', 'USD', 'USD', 'GBP'];
/** Most orders are of few lines: how many in a hundred have one, two, … ten. */
const LINES_PER_HUNDRED = [34, 24, 15, 9, 6, 4, 3, 2, 2, 1];
const ADJECTIVES = ['Adjustable', 'Brushed', 'Compact', 'Dimmable', 'Large', 'Spare', 'Wireless'];
const MATERIALS = ['aluminium', 'ash', 'brass', 'ceramic', 'cotton', 'glass', 'oak', 'steel'];
const GOODS = ['bracket', 'cable', 'desk lamp', 'drawer', 'hinge', 'LED bulb', 'shelf', 'switch'];
const WORDS = 'please deliver to the back door between nine and noon ring twice thank you'.split(
  ' ',
);

/**
 * Orders like those of a shop: one to ten lines, mostly few, and a note with every tenth. The same seed gives the same
 * orders, ids included.
 *
 * @example
 * sampleOrders(500, 1)[0]?.orderId; // always the same
 */
export function sampleOrders(count: number, seed: number): SampleOrder[] {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <T>(values: readonly T[]): T => values[below(values.length)]!;
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => below(16).toString(16)).join('');

  const lineCount = (): number => {
    let left = below(LINES_PER_HUNDRED.reduce((sum, share) => sum + share, 0));
    return 1 + LINES_PER_HUNDRED.findIndex((share) => (left -= share) < 0);
  };
  const line = () => ({
    sku: `${oneOf(GOODS).slice(0, 4).trim().toUpperCase()}-${1000 + below(9000)}`,
    description: `${oneOf(ADJECTIVES)} ${oneOf(MATERIALS)} ${oneOf(GOODS)}`,
    quantity: 1 + Math.floor(random() ** 3 * 12),
    // Many cheap things and few expensive ones.
    unitAmount: 99 + Math.floor(10 ** (2 + random() * 3)),
  });
  const note = () => Array.from({ length: 5 + below(40) }, () => oneOf(WORDS)).join(' ');

  return Array.from({ length: count }, (_, index) => ({
    // A version 4 UUID by its form.
    orderId: `${hex(8)}-${hex(4)}-4${hex(3)}-${oneOf(['8', '9', 'a', 'b'])}${hex(3)}-${hex(12)}`,
    customerId: `customer-${1 + below(100_000)}`,
    currency: oneOf(CURRENCIES),
    lines: Array.from({ length: lineCount() }, line),
    ...(below(10) === 0 && { note: note() }),
    placedAt: new Date(FIRST_PLACED_AT + index * 1000).toISOString(),
  }));
}
