import { type Price, type Tier, UnknownPriceError } from './book/price-book.ts';
import { Exact } from './exact.ts';

/** Units that were priced at one rate. */
export interface RatedPart {
  /** Units of the month before this part. */
  from: Exact;
  quantity: Exact;
  /** USD per unit. */
  price: Exact;
  /** The price as the book spells it. */
  text: string;
  /** USD, exact. */
  cost: Exact;
}

/**
 * Prices units of an item by its volume tiers. Additive: what is priced in two steps, the second one after the first,
 * costs what it costs at once.
 *
 * @param quantity Units to price.
 * @param before Units of the same month and region that came before; they decide where in the tiers these begin.
 * @returns One part for each tier that is touched; at least one, so that a price is always looked up.
 * @throws {UnknownPriceError} If the volume reaches a tier whose price is not known.
 *
 * @example
 * rate(priceBook.price('us-east-1', 'api-gateway.http.requests'), Exact.of(2), Exact.of(299_999_999));
 * // one request at 0.000001, one at 0.0000009
 */
export function rate(price: Price, quantity: Exact, before: Exact = Exact.ZERO): RatedPart[] {
  const end = before.plus(quantity);
  const parts: RatedPart[] = [];
  price.tiers.forEach((tier, index) => {
    const next = price.tiers[index + 1]?.from;
    const from = Exact.max(before, tier.from);
    const to = next ? Exact.min(end, next) : end;
    const touched =
      to.compare(from) > 0 || (quantity.compare(0) === 0 && holds(tier, next, before));
    if (touched) parts.push(ratePart(price, tier, from, to.minus(from)));
  });
  return parts;
}

const holds = (tier: Tier, next: Exact | undefined, position: Exact): boolean =>
  tier.from.compare(position) <= 0 && (next === undefined || position.compare(next) < 0);

function ratePart(
  { region, item, unit }: Price,
  tier: Tier,
  from: Exact,
  quantity: Exact,
): RatedPart {
  if (tier.price === undefined || tier.text === undefined) {
    const volume = `above ${tier.from.toString()} (unit: ${unit}) a month`;
    throw new UnknownPriceError(region, item, `the book does not know what it costs ${volume}`);
  }
  return { from, quantity, price: tier.price, text: tier.text, cost: tier.price.times(quantity) };
}
