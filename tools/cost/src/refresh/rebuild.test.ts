import type { Item, PriceFile, PriceRow } from '@acado/pricing';
import { type ReadOffer, rebuild } from './rebuild.ts';

const row = (tiers: PriceRow['tiers'], more: Partial<PriceRow> = {}): PriceRow => ({
  unit: 'request',
  tiers,
  source: 'a pricing page',
  date: '2026-11-20',
  confidence: 'M',
  ...more,
});

const fileOf = (prices: Partial<Record<Item, PriceRow>>, note?: string): PriceFile => ({
  region: 'eu-west-1',
  currency: 'USD',
  ...(note === undefined ? {} : { note }),
  prices,
});

const offerOf = (tiers: Partial<Record<Item, Record<string, string>>>): ReadOffer => ({
  service: 'awskms',
  location: 'offers/index.json',
  version: '7',
  date: '2026-11-25',
  tiers: new Map(Object.entries(tiers) as [Item, Record<string, string>][]),
  ambiguous: [],
});

const sure = {
  confidence: 'H',
  source: 'AWS price list awskms version 6, offers/index.json',
} as const;

describe('rebuild', () => {
  it('replaces a price, and says by how much it changed', () => {
    const old = fileOf({ 'kms.requests': row({ '0': '0.5', '10': '0.4' }) });
    const { file, changes } = rebuild(old, [
      offerOf({ 'kms.requests': { '0': '0.5', '10': '0.45' } }),
    ]);
    expect(changes).toEqual([
      {
        region: 'eu-west-1',
        item: 'kms.requests',
        from: '10',
        old: '0.4',
        new: '0.45',
        percent: 12.5,
      },
    ]);
    expect(file.prices['kms.requests']).toEqual({
      unit: 'request',
      tiers: { '0': '0.5', '10': '0.45' },
      source: 'AWS price list awskms version 7, offers/index.json',
      date: '2026-11-25',
      confidence: 'H',
    });
  });

  it('adds what was not known, prices and tiers', () => {
    const old = fileOf({ 'kms.requests': row({ '0': '0.5', '10': null }) });
    const offers = [
      offerOf({ 'kms.requests': { '0': '0.5', '10': '0.4' }, 'kms.keys': { '0': '1' } }),
    ];
    expect(rebuild(old, offers).changes).toMatchObject([
      { item: 'kms.keys', from: '0', old: undefined, new: '1' },
      { item: 'kms.requests', from: '10', old: undefined, new: '0.4' },
    ]);
  });

  it('names a tier that is gone', () => {
    const old = fileOf({ 'kms.requests': row({ '0': '0.5', '10': '0.4', '20': null }) });
    expect(rebuild(old, [offerOf({ 'kms.requests': { '0': '0.5' } })]).changes).toMatchObject([
      { from: '10', old: '0.4', new: undefined },
      { from: '20', old: undefined, new: undefined },
    ]);
  });

  it('confirms a price that was less sure', () => {
    const old = fileOf({ 'kms.requests': row({ '0': '0.50' }) });
    const { file, changes, confirmed } = rebuild(old, [
      offerOf({ 'kms.requests': { '0': '0.5' } }),
    ]);
    expect(changes).toEqual([]);
    expect(confirmed).toEqual(['kms.requests']);
    expect(file.prices['kms.requests']).toMatchObject({ confidence: 'H', date: '2026-11-25' });
  });

  it('changes nothing without news', () => {
    const old = fileOf({ 'kms.requests': row({ '0': '0.5' }, sure) }, 'a note');
    const rebuilt = rebuild(old, [offerOf({ 'kms.requests': { '0': '0.5' } })]);
    expect(rebuilt.file).toEqual(old);
    expect([...rebuilt.changes, ...rebuilt.confirmed]).toEqual([]);
  });

  it('keeps what no offer file tells', () => {
    const old = fileOf({ 'kms.requests': row({ '0': '0.5' }) }, 'a note');
    const { file, kept } = rebuild(old, []);
    expect(file).toEqual(old);
    expect(kept).toContain('kms.requests');
  });

  it('drops the note of a file whose prices are others now', () => {
    const old = fileOf({}, 'no prices yet');
    expect(rebuild(old, [offerOf({ 'kms.keys': { '0': '1' } })]).file).not.toHaveProperty('note');
  });
});
