import fc from 'fast-check';
import { priceBook } from './book/price-book.ts';
import { itemIds } from './book/items.ts';
import { Exact } from './exact.ts';
import { rate } from './rate.ts';

const costOf = (item: (typeof itemIds)[number], quantity: Exact, before = Exact.ZERO): Exact =>
  Exact.sum(rate(priceBook.price('us-east-1', item), quantity, before).map(({ cost }) => cost));

const httpApi = priceBook.price('us-east-1', 'api-gateway.http.requests');
const partsOf = (quantity: number, before = 0) =>
  rate(httpApi, Exact.of(quantity), Exact.of(before)).map(({ from, quantity: units, text }) => [
    from.toNumber(),
    units.toNumber(),
    text,
  ]);

const LOW = '0.000001';
const HIGH = '0.0000009';

describe('rate', () => {
  it.each([
    [0, 0, [[0, 0, LOW]]],
    [1, 0, [[0, 1, LOW]]],
    [300_000_000, 0, [[0, 300_000_000, LOW]]],
    [
      300_000_001,
      0,
      [
        [0, 300_000_000, LOW],
        [300_000_000, 1, HIGH],
      ],
    ],
    [1, 299_999_999, [[299_999_999, 1, LOW]]],
    [
      2,
      299_999_999,
      [
        [299_999_999, 1, LOW],
        [300_000_000, 1, HIGH],
      ],
    ],
    [1, 300_000_000, [[300_000_000, 1, HIGH]]],
    [0, 300_000_000, [[300_000_000, 0, HIGH]]],
  ])('prices %s HTTP API requests after %s', (quantity, before, parts) => {
    expect(partsOf(quantity, before)).toEqual(parts);
  });

  it('refuses volume in a tier whose price is not known, and names it', () => {
    const price = priceBook.price('eu-central-1', 'api-gateway.rest.requests');
    expect(rate(price, Exact.of(333_000_000))).toHaveLength(1);
    const tooMuch = /api-gateway\.rest\.requests in eu-central-1: .* above 333000000/;
    expect(() => rate(price, Exact.of(333_000_001))).toThrow(tooMuch);
    expect(() => rate(price, Exact.ZERO, Exact.of(333_000_000))).toThrow(tooMuch);
  });

  const priced = itemIds.filter((item) =>
    priceBook.price('us-east-1', item).tiers.every(({ price }) => price !== undefined),
  );
  /** Volumes around the tier boundaries of an item. */
  const volumes = fc.constantFrom(...priced).chain((item) => {
    const last = priceBook.price('us-east-1', item).tiers.at(-1)!.from.toNumber();
    const volume = fc.double({ min: 0, max: Math.max(1000, last * 2), noNaN: true });
    return fc.record({ item: fc.constant(item), a: volume, b: volume });
  });

  it('is additive: in two steps as at once', () => {
    fc.assert(
      fc.property(volumes, ({ item, a, b }) => {
        const [first, second] = [Exact.of(a), Exact.of(b)];
        const steps = costOf(item, first).plus(costOf(item, second, first));
        expect(steps.compare(costOf(item, first.plus(second)))).toBe(0);
      }),
    );
  });

  it('is monotonic: more never costs less', () => {
    fc.assert(
      fc.property(volumes, ({ item, a, b }) => {
        const less = Exact.min(Exact.of(a), Exact.of(b));
        const more = Exact.max(Exact.of(a), Exact.of(b));
        expect(costOf(item, less).compare(costOf(item, more))).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('follows the order of the tiers: later units never cost more', () => {
    fc.assert(
      fc.property(volumes, ({ item, a, b }) => {
        const before = Exact.of(b);
        const early = costOf(item, Exact.of(a));
        expect(costOf(item, Exact.of(a), before).compare(early)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
