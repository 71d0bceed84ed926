import { readOffer } from './offer-file.ts';

interface Product {
  usagetype: string;
  operation?: string;
  regionCode?: string;
  /** Begin of range and price. */
  tiers: [string, string][];
}

/** An offer file in the structure of the price list. */
const offerOf = (products: Record<string, Product>) => ({
  formatVersion: 'v1.0',
  version: '20261118000000',
  publicationDate: '2026-11-18T20:15:05Z',
  products: Object.fromEntries(
    Object.entries(products).map(([sku, { tiers: _, ...attributes }]) => [
      sku,
      { sku, attributes },
    ]),
  ),
  terms: {
    OnDemand: Object.fromEntries(
      Object.entries(products).map(([sku, { tiers }]) => [sku, { [`${sku}.T`]: termOf(tiers) }]),
    ),
    Reserved: { A: 'not read' },
  },
});

const termOf = (tiers: [string, string][], effectiveDate = '2026-11-01T00:00:00Z') => ({
  effectiveDate,
  priceDimensions: Object.fromEntries(
    tiers.map(([beginRange, USD], index) => [String(index), { beginRange, pricePerUnit: { USD } }]),
  ),
});

async function* streamOf(document: unknown): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(JSON.stringify(document));
  for (let start = 0; start < bytes.length; start += 100) yield bytes.subarray(start, start + 100);
}

const read = (document: unknown, service: string, region = 'eu-west-1') =>
  readOffer(streamOf(document), service, region);

const tiersOf = async (products: Record<string, Product>, service: string) =>
  Object.fromEntries((await read(offerOf(products), service)).tiers);

describe('readOffer', () => {
  it('reads tiers of the items it knows, in the order of their volume', async () => {
    const products: Record<string, Product> = {
      A: {
        usagetype: 'EU-ApiGatewayHttpRequest',
        tiers: [
          ['300000000', '0.0000010000'],
          ['0', '0.0000011100'],
        ],
      },
      B: { usagetype: 'EU-ApiGatewaySomething', tiers: [['0', '7']] },
    };
    expect(await tiersOf(products, 'AmazonApiGateway')).toEqual({
      'api-gateway.http.requests': { '0': '0.00000111', '300000000': '0.000001' },
    });
  });

  it('says which version it read', async () => {
    expect(await read(offerOf({}), 'AWSLambda')).toMatchObject({
      version: '20261118000000',
      date: '2026-11-18',
    });
  });

  it('takes a free start as an allowance, not as a price', async () => {
    const products: Record<string, Product> = {
      A: {
        usagetype: 'EU-TimedStorage-ByteHrs',
        tiers: [
          ['0', '0.0000000000'],
          ['25', '0.2830000000'],
        ],
      },
    };
    expect(await tiersOf(products, 'AmazonDynamoDB')).toEqual({
      'dynamodb.storage': { '0': '0.283' },
    });
  });

  it('leaves out products of the free tier, other operations and other regions', async () => {
    const chunk = 'EU-Event-64K-Chunks';
    const products: Record<string, Product> = {
      A: { usagetype: chunk, operation: 'PutEvents', tiers: [['0', '0.000001']] },
      B: { usagetype: chunk, operation: 'PutEvents', tiers: [['0', '0']] },
      C: { usagetype: chunk, operation: 'ReceivedPartnerEvents', tiers: [['0', '9']] },
      D: { usagetype: chunk, operation: 'PutEvents', regionCode: 'us-east-1', tiers: [['0', '8']] },
    };
    expect(await tiersOf(products, 'AWSEvents')).toEqual({
      'eventbridge.custom-events': { '0': '0.000001' },
    });
  });

  it('knows the names that us-east-1 has for itself', async () => {
    const products: Record<string, Product> = {
      A: { usagetype: 'Requests-RBP', regionCode: 'us-east-1', tiers: [['0', '0.0000004']] },
    };
    const { tiers } = await read(offerOf(products), 'AWSQueueService', 'us-east-1');
    expect([...tiers.keys()]).toEqual(['sqs.requests.standard']);
  });

  it('takes none of several prices for the same item', async () => {
    const products: Record<string, Product> = {
      A: { usagetype: 'EU-Requests-Tier1', tiers: [['0', '0.5']] },
      B: { usagetype: 'EU-Requests-Tier1', tiers: [['0', '0.7']] },
      C: { usagetype: 'EU-DeliveryAttempts-HTTP', tiers: [['0', '0.6']] },
      D: { usagetype: 'EU-DeliveryAttempts-HTTP', tiers: [['0', '0.60']] },
    };
    const { tiers, ambiguous } = await read(offerOf(products), 'AmazonSNS');
    expect(ambiguous).toEqual(['sns.publishes.standard']);
    expect(Object.fromEntries(tiers)).toEqual({ 'sns.deliveries.http': { '0': '0.6' } });
  });

  it('takes the newest of several terms', async () => {
    const document = offerOf({ A: { usagetype: 'EU-KMS-Requests', tiers: [['0', '1']] } });
    const old = { 'A.OLD': termOf([['0', '2']], '2020-01-01T00:00:00Z') };
    document.terms.OnDemand.A = { ...old, ...document.terms.OnDemand.A };
    const { tiers } = await read(document, 'awskms');
    expect(tiers.get('kms.requests')).toEqual({ '0': '1' });
  });

  it('reads terms that come before their products', async () => {
    const { terms, ...rest } = offerOf({
      A: { usagetype: 'EU-KMS-Requests', tiers: [['0', '1']] },
    });
    const { tiers } = await read({ terms, ...rest }, 'awskms');
    expect(tiers.get('kms.requests')).toEqual({ '0': '1' });
  });

  it.each([
    ['no version', { publicationDate: '2026-11-18T00:00:00Z' }],
    ['no publicationDate', { version: '1' }],
    ['another product', { ...offerOf({}), products: { A: 'a' } }],
    ['another price', offerOf({ A: { usagetype: 'KMS-Requests', tiers: [['0', 'free']] } })],
  ])('refuses a file with %s', async (_what, document) => {
    await expect(read(document, 'awskms')).rejects.toThrow();
  });
});
