import { Exact } from '../exact.ts';
import { type Item, itemIds } from './items.ts';
import { createPriceBook, priceBook, PriceFileError, UnknownPriceError } from './price-book.ts';
import { REGIONS } from './price-file.ts';

const everyPrice = REGIONS.flatMap((region) =>
  priceBook.items(region).map((item) => priceBook.price(region, item)),
);
const everyPair = REGIONS.flatMap((region) => itemIds.map((item) => [region, item] as const));

describe('priceBook', () => {
  it.each(everyPair)('%s: prices %s or says that it cannot', (region, item) => {
    if (priceBook.items(region).includes(item)) {
      expect(priceBook.price(region, item)).toMatchObject({
        region,
        item,
        source: expect.stringMatching(/.{20}/),
        date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        confidence: expect.stringMatching(/^[HML]$/),
      });
      expect(priceBook.price(region, item).tiers[0]?.price).toBeInstanceOf(Exact);
    } else {
      expect(() => priceBook.price(region, item)).toThrow(UnknownPriceError);
      expect(() => priceBook.price(region, item)).toThrow(`No price for ${item} in ${region}: `);
    }
  });

  // Prices as the pricing pages show them: USD for so many units.
  it.each<[string, Item, number, string[]]>([
    ['us-east-1', 'lambda.requests.x86_64', 1e6, ['0.2']],
    ['us-east-1', 'lambda.duration.x86_64', 1, ['0.0000166667', '0.000015', '0.0000133334']],
    ['us-east-1', 'lambda.duration.arm64', 1, ['0.0000133334', '0.0000120001', '0.0000106667']],
    ['ap-northeast-1', 'lambda.provisioned-concurrency.x86_64', 1e6, ['5.3835']],
    ['eu-central-1', 'lambda.provisioned-duration.arm64', 1e6, ['9.3609']],
    ['us-east-1', 'api-gateway.http.requests', 1e6, ['1', '0.9']],
    ['eu-west-1', 'api-gateway.http.requests', 1e6, ['1.11', '1']],
    ['us-east-1', 'api-gateway.rest.requests', 1e6, ['3.5', '2.8', '2.38', '1.51']],
    ['us-east-1', 'api-gateway.rest.cache.0.5', 1, ['0.02']],
    ['us-east-1', 'api-gateway.rest.cache.237', 1, ['3.8']],
    ['eu-west-1', 'api-gateway.rest.requests', 1e6, ['3.5', '3.19', '2.71', '1.72']],
    ['us-east-1', 'eventbridge.custom-events', 1e6, ['1']],
    ['us-east-1', 'sqs.requests.standard', 1e6, ['0.4', '0.3', '0.24']],
    ['us-east-1', 'sqs.requests.fifo', 1e6, ['0.5', '0.4', '0.35']],
    ['us-east-1', 'dynamodb.write-request-units', 1e6, ['0.625']],
    ['eu-west-1', 'dynamodb.read-request-units', 1e6, ['0.1415']],
    ['us-east-1', 's3.storage.STANDARD', 1, ['0.023', '0.022', '0.021']],
    ['ap-northeast-1', 's3.get.STANDARD', 1e3, ['0.00037']],
    ['us-east-1', 's3.storage.DEEP_ARCHIVE', 1, ['0.00099']],
    ['us-east-1', 'step-functions.standard.transitions', 1e3, ['0.025']],
    ['us-east-1', 'cloudwatch.logs.lambda', 1, ['0.5', '0.25', '0.1', '0.05']],
    ['eu-central-1', 'cloudwatch.logs.custom', 1, ['0.63']],
    ['us-east-1', 'cloudwatch.metrics', 1, ['0.3', '0.1', '0.05', '0.02']],
    ['us-east-1', 'kms.requests', 1e4, ['0.03']],
    ['ap-northeast-1', 'data-transfer.internet', 1, ['0.114', '0.089', '0.086', '0.084']],
  ])('%s: %s for %s units', (region, item, units, prices) => {
    const { tiers } = priceBook.price(region, item);
    expect(tiers.map(({ price }) => price?.times(units).toString())).toEqual(prices);
  });

  it.each<[Item, number[]]>([
    ['lambda.duration.x86_64', [0, 6e9, 15e9]],
    ['lambda.duration.arm64', [0, 7.5e9, 18.75e9]],
    ['api-gateway.http.requests', [0, 300e6]],
    ['api-gateway.rest.requests', [0, 333e6, 1e9, 20e9]],
    ['sqs.requests.standard', [0, 100e9, 200e9]],
    ['s3.storage.STANDARD', [0, 50 * 1024, 500 * 1024]],
    ['step-functions.express.duration', [0, 3.6e6, 18e6]],
    ['cloudwatch.logs.lambda', [0, 10 * 1024, 30 * 1024, 50 * 1024]],
    ['cloudwatch.metrics', [0, 10e3, 250e3, 1e6]],
    ['data-transfer.internet', [0, 10 * 1024, 50 * 1024, 150 * 1024]],
  ])('has the tier bounds of %s', (item, bounds) => {
    const { tiers } = priceBook.price('us-east-1', item);
    expect(tiers.map(({ from }) => from.toNumber())).toEqual(bounds);
  });

  it('gets cheaper with volume, everywhere', () => {
    for (const { tiers } of everyPrice) {
      const known = tiers.flatMap(({ price }) => (price ? [price] : []));
      known.slice(1).forEach((price, index) => {
        expect(price.compare(known[index]!)).toBeLessThan(0);
      });
    }
  });

  it('knows no price after one it does not know', () => {
    for (const { tiers } of everyPrice) {
      const unknown = tiers.findIndex(({ price }) => price === undefined);
      if (unknown >= 0) expect(unknown).toBe(tiers.length - 1);
    }
  });

  it('says that us-west-2 is only taken to be equal to us-east-1', () => {
    for (const item of priceBook.items('us-west-2')) {
      const assumed = priceBook.price('us-west-2', item);
      if (!assumed.source.startsWith('Taken to be equal')) continue;
      expect(assumed.tiers).toEqual(priceBook.price('us-east-1', item).tiers);
      expect(assumed.confidence).not.toBe('H');
    }
  });

  it('names the regions it knows when asked for another', () => {
    for (const region of ['sa-east-1', 'mars-1', '__proto__', '']) {
      expect(() => priceBook.price(region, 'kms.keys')).toThrow(
        `No price for kms.keys in ${region}: the book has no such region, only us-east-1, us-east-2`,
      );
    }
  });
});

describe('createPriceBook', () => {
  const row = {
    unit: 'request',
    tiers: { '0': '0.5', '10': '0.4' },
    source: 'a test',
    date: '2026-11-20',
    confidence: 'H',
  };
  const bookOf = (prices: object, more: object = {}) =>
    createPriceBook({ here: { region: 'here', currency: 'USD', prices, ...more } });

  it('reads tiers in the order of their volume', () => {
    const book = bookOf({
      'kms.requests': { ...row, tiers: { '10': '0.4', '2': '0.45', '0': '0.5' } },
    });
    const { tiers } = book.price('here', 'kms.requests');
    expect(tiers.map(({ from }) => from.toString())).toEqual(['0', '2', '10']);
  });

  it('carries the note of a file into the error', () => {
    expect(() => bookOf({}, { note: 'new region' }).price('here', 'kms.keys')).toThrow(
      '(new region)',
    );
  });

  it.each([
    ['an item it does not know', { 'kms.magic': row }],
    ['another unit than the item', { 'kms.requests': { ...row, unit: 'GB' } }],
    ['a number for a price', { 'kms.requests': { ...row, tiers: { '0': 0.5 } } }],
    ['an exponent', { 'kms.requests': { ...row, tiers: { '0': '5e-7' } } }],
    ['no first tier', { 'kms.requests': { ...row, tiers: { '10': '0.5' } } }],
    ['a wrong date', { 'kms.requests': { ...row, date: '2026-13-01' } }],
    ['another confidence', { 'kms.requests': { ...row, confidence: 'sure' } }],
    ['no source', { 'kms.requests': { ...row, source: '' } }],
  ])('refuses a file with %s', (_what, prices) => {
    expect(() => bookOf(prices).items('here')).toThrow(PriceFileError);
    expect(() => bookOf(prices).items('here')).toThrow(/^prices of here: /);
  });
});
