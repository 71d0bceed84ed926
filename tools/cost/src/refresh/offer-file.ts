import { Exact, type Item, stripRegionPrefix, USAGE_TYPES, type UsageType } from '@acado/pricing';
import * as z from 'zod';
import { readJsonMembers } from './json-members.ts';

/** Prices of one offer file. */
export interface Offer {
  version: string;
  /** Day of publication, ISO 8601. */
  date: string;
  /** USD per unit by the volume from which it holds. */
  tiers: Map<Item, Record<string, string>>;
  /** Items that several products with different prices could be. */
  ambiguous: Item[];
}

const productSchema = z.object({
  sku: z.string(),
  attributes: z.object({
    usagetype: z.string().optional(),
    operation: z.string().optional(),
    regionCode: z.string().optional(),
    fromRegionCode: z.string().optional(),
  }),
});

const termsSchema = z.record(
  z.string(),
  z.object({
    effectiveDate: z.string(),
    priceDimensions: z.record(
      z.string(),
      z.object({
        beginRange: z.string().optional(),
        pricePerUnit: z.record(z.string(), z.string()),
      }),
    ),
  }),
);

type Terms = z.infer<typeof termsSchema>;
type Tiers = Record<string, string>;

const itemsOf = (service: string): [Item, UsageType][] =>
  (Object.entries(USAGE_TYPES) as [Item, UsageType][]).filter(
    ([, usageType]) => usageType.service === service,
  );

/**
 * Reads the prices of the book's items out of an offer file, keeping nothing else in memory.
 *
 * @throws {SyntaxError | z.ZodError | RangeError} If it is not an offer file.
 */
export async function readOffer(
  chunks: AsyncIterable<Uint8Array>,
  service: string,
  region: string,
): Promise<Offer> {
  const items = itemsOf(service);
  const skus = new Map<string, Item>();
  const terms = new Map<string, Terms>();
  const meta = new Map<string, unknown>();
  let productsSeen = false;

  await readJsonMembers(chunks, {
    wanted([top, second, third]) {
      if (top === 'version' || top === 'publicationDate') return second === undefined;
      if (top === 'products') {
        productsSeen = true;
        return second !== undefined;
      }
      if (top !== 'terms' || second !== 'OnDemand' || third === undefined) return false;
      // Products come first; should terms ever do, all of them are kept.
      return !productsSeen || skus.has(third);
    },
    take([top = '', , sku = ''], value) {
      if (top === 'products') {
        const product = productSchema.parse(value);
        const item = items.find(([, usageType]) => matches(product, usageType, region))?.[0];
        if (item) skus.set(product.sku, item);
      } else if (top === 'terms') terms.set(sku, termsSchema.parse(value));
      else meta.set(top, value);
    },
  });
  const version = z.string('no version').parse(meta.get('version'));
  const published = z.iso.datetime('no publicationDate').parse(meta.get('publicationDate'));
  return { version, date: published.slice(0, 10), ...collect(skus, terms) };
}

function matches(
  { attributes }: z.infer<typeof productSchema>,
  { usageTypes, operation }: UsageType,
  region: string,
): boolean {
  const { usagetype, operation: itsOperation, regionCode, fromRegionCode } = attributes;
  const itsRegion = fromRegionCode ?? regionCode ?? region;
  return (
    usagetype !== undefined &&
    usageTypes.includes(stripRegionPrefix(usagetype)) &&
    (operation === undefined || operation === itsOperation) &&
    itsRegion === region
  );
}

function collect(skus: Map<string, Item>, terms: Map<string, Terms>) {
  const tiers = new Map<Item, Tiers>();
  const ambiguous = new Set<Item>();
  for (const [sku, item] of skus) {
    const found = tiersOf(terms.get(sku));
    if (!found) continue;
    const known = tiers.get(item);
    if (known && JSON.stringify(known) !== JSON.stringify(found)) ambiguous.add(item);
    tiers.set(item, found);
  }
  for (const item of ambiguous) tiers.delete(item);
  return { tiers, ambiguous: [...ambiguous] };
}

/** The tiers of the newest terms; none if nothing is charged, as in the rows that stand for free tiers. */
function tiersOf(terms: Terms | undefined): Tiers | undefined {
  const [newest] = Object.values(terms ?? {}).sort((a, b) =>
    b.effectiveDate.localeCompare(a.effectiveDate),
  );
  const steps = Object.values(newest?.priceDimensions ?? {})
    .flatMap(({ beginRange = '0', pricePerUnit: { USD } }) =>
      USD === undefined ? [] : [{ from: Exact.of(beginRange), price: Exact.of(USD) }],
    )
    .sort((a, b) => a.from.compare(b.from));
  const charged = steps.findIndex(({ price }) => price.compare(0) > 0);
  if (charged < 0) return undefined;
  // Units that are free at the start are an allowance, which is not part of a price.
  const paid = steps
    .slice(charged)
    .map((step, index) => (index === 0 ? { ...step, from: Exact.ZERO } : step));
  return Object.fromEntries(paid.map(({ from, price }) => [from.toString(), price.toString()]));
}
