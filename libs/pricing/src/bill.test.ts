import fc from 'fast-check';
import { createPriceBook } from './book/price-book.ts';
import { REGIONS } from './book/price-file.ts';
import { billToJson } from './bill-json.ts';
import { priceOne, priceUsage, UnpricedUsageError } from './bill.ts';
import { Exact } from './exact.ts';
import { meters } from './meters/index.ts';
import type { UsageLine } from './usage.ts';

const region = 'us-east-1';
const rest = (requests: number): UsageLine => ({ meter: 'rest-api', region, requests });
const lambda = { meter: 'lambda', region, architecture: 'arm64', memoryMb: 1024 } as const;

describe('priceUsage', () => {
  // Worked out by hand from the pricing pages.
  it.each<[string, UsageLine, string]>([
    [
      '1M arm64 requests of 100 ms at 512 MB: 0.20 + 50,000 GB-s',
      { ...lambda, memoryMb: 512, requests: 1e6, durationMs: 100 },
      '0.86667',
    ],
    [
      '1M x86_64 requests of 100 ms at 1,024 MB: 0.20 + 100,000 GB-s',
      { ...lambda, architecture: 'x86_64', requests: 1e6, durationMs: 100 },
      '1.86667',
    ],
    [
      '8B arm64 GB-s: 7.5B at tier 1, 0.5B at tier 2',
      { ...lambda, requests: 0, billedMs: 8e12 },
      '106000.55',
    ],
    ['1B REST requests: 333M at 3.50, 667M at 2.80', rest(1e9), '3033.1'],
    ['21B REST requests, all four tiers', rest(21e9), '49763.1'],
    [
      '301M HTTP requests of 513 KB: 300M units at 1.00, 302M at 0.90',
      { meter: 'http-api', region, requests: 301e6, requestBytes: 513 * 1024 },
      '571.8',
    ],
    [
      '1M events of 192 KB are 3M chunks',
      { meter: 'eventbridge', region, events: 1e6, eventBytes: 192 * 1024 },
      '3',
    ],
    [
      '250B FIFO requests: 100B at 0.50, 100B at 0.40, 50B at 0.35',
      { meter: 'sqs-requests', region, type: 'fifo', requests: 250e9 },
      '107500',
    ],
    [
      '1M transactional writes of 2 KB',
      { meter: 'dynamodb-writes', region, writes: 1e6, itemBytes: 2048, transactional: true },
      '2.5',
    ],
    [
      '60 TB in S3 Standard: 50 TB at 0.023, 10 TB at 0.022',
      {
        meter: 's3-storage',
        region,
        storageClass: 'STANDARD',
        objects: 60,
        objectBytes: 2 ** 40,
      },
      '1402.88',
    ],
    [
      '8,192 small objects in Glacier Instant Retrieval, gone after a day: 1 GB for 3 months',
      {
        meter: 's3-storage',
        region,
        storageClass: 'GLACIER_IR',
        objects: 8192,
        objectBytes: 10,
        days: 1,
        removed: true,
      },
      '0.012',
    ],
    [
      '60 TB of Lambda logs, all four tiers',
      { meter: 'cloudwatch-logs', region, writer: 'lambda', bytes: 60 * 2 ** 40 },
      '12800',
    ],
    [
      '300,000 metrics: 10,000 at 0.30, 240,000 at 0.10, 50,000 at 0.05',
      { meter: 'cloudwatch-metrics', region, metrics: 300_000 },
      '29500',
    ],
  ])('%s', (_case, line, cost) => {
    expect(priceOne(line).cost.toString()).toBe(cost);
  });

  it('says which price it used, and where that is from', () => {
    expect(priceOne(rest(2)).unitPrices).toEqual([
      {
        item: 'api-gateway.rest.requests',
        unit: 'request',
        from: 0,
        quantity: 2,
        price: '0.0000035',
        cost: Exact.of('0.000007'),
        source: expect.stringContaining('AWS'),
        date: expect.any(String),
        confidence: 'H',
        note: undefined,
      },
    ]);
  });

  it('carries the label of a line', () => {
    expect(priceOne({ ...rest(1), label: 'ingest-a' }).usage.label).toBe('ingest-a');
  });

  it('begins in the tiers where the line says', () => {
    const before = { 'api-gateway.rest.requests': 332_999_999 };
    expect(priceOne({ ...rest(2), before }).unitPrices.map(({ price }) => price)).toEqual([
      '0.0000035',
      '0.0000028',
    ]);
  });

  it('prices each line alone, unless the lines are a month', () => {
    const lines = [rest(333_000_000), rest(1_000_000)];
    expect(priceUsage(lines).total.toString()).toBe('1169');
    const month = priceUsage(lines, { month: true });
    expect(month.lines.map(({ cost }) => cost.toString())).toEqual(['1165.5', '2.8']);
  });

  it('keeps the months of regions apart', () => {
    const lines = [rest(333_000_000), { ...rest(1), region: 'eu-west-1' }];
    expect(priceUsage(lines, { month: true }).lines[1]?.cost.toString()).toBe('0.0000035');
  });

  it('costs the same as a month, whatever the lines', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1 });
    fc.assert(
      fc.property(counts, (requests) => {
        const whole = requests.reduce((sum, next) => sum + next);
        const month = priceUsage(requests.map(rest), { month: true });
        expect(month.total.compare(priceOne(rest(whole)).cost)).toBe(0);
      }),
    );
  });

  it('names every line, region and item without a price', () => {
    const lines = [rest(1), { ...rest(1), region: 'ap-northeast-1' }, { ...rest(0), region: 'x' }];
    expect(() => priceUsage(lines)).toThrow(UnpricedUsageError);
    expect(() => priceUsage(lines)).toThrow(
      /^line 1: No price for api-gateway\.rest\.requests in ap-northeast-1: .*\nline 2: .* in x: /,
    );
  });

  it.each(REGIONS)(
    'prices the example of every meter in %s, or says which item it lacks',
    (where) => {
      for (const { example } of meters) {
        try {
          expect(priceOne({ ...example, region: where }).cost.compare(0)).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UnpricedUsageError);
          expect(String(error)).toMatch(new RegExp(`No price for [a-z0-9.-]+.* in ${where}: `));
        }
      }
    },
  );

  it('prices the example of every meter in us-east-1 and us-west-2', () => {
    for (const where of ['us-east-1', 'us-west-2']) {
      for (const { example } of meters) priceOne({ ...example, region: where });
    }
  });

  it('takes another book', () => {
    const book = createPriceBook({});
    expect(() => priceOne(rest(1), { book })).toThrow('No price for api-gateway.rest.requests');
  });
});

describe('free tier', () => {
  it('is off unless asked for', () => {
    const line: UsageLine = { meter: 'sqs-requests', region, type: 'standard', requests: 1e6 };
    expect(priceOne(line).cost.toString()).toBe('0.4');
    expect(priceOne(line, { freeTier: true }).cost.toString()).toBe('0');
  });

  it('is used up once by all lines, regions and kinds that share it', () => {
    const requests = 600_000;
    const lines: UsageLine[] = [
      { meter: 'sqs-requests', region, type: 'standard', requests },
      { meter: 'sqs-requests', region: 'eu-west-1', type: 'fifo', requests },
      { meter: 'sqs-requests', region, type: 'standard', requests },
    ];
    const costs = priceUsage(lines, { freeTier: true }).lines.map(({ cost }) => cost.toString());
    expect(costs).toEqual(['0', '0.1', '0.24']);
  });

  it('is shared by architectures, and not by provisioned concurrency', () => {
    const gbSeconds = { ...lambda, requests: 0, billedMs: 300_000_000 };
    const lines: UsageLine[] = [
      gbSeconds,
      { ...gbSeconds, architecture: 'x86_64' },
      { ...gbSeconds, provisioned: true },
    ];
    const costs = priceUsage(lines, { freeTier: true }).lines.map(({ cost }) => cost.toString());
    expect(costs).toEqual(['0', '3.33334', '2.33334']);
  });

  it('was used up by the volume before the line', () => {
    const line: UsageLine = {
      meter: 'step-functions-standard',
      region,
      transitions: 3000,
      before: { 'step-functions.standard.transitions': 3000 },
    };
    expect(priceOne(line, { freeTier: true }).cost.toString()).toBe('0.05');
  });

  it('shows what was free', () => {
    const { unitPrices } = priceOne(
      { meter: 'dynamodb-storage', region, bytes: 26 * 2 ** 30 },
      { freeTier: true },
    );
    expect(unitPrices.map(({ quantity, price, from }) => [from, quantity, price])).toEqual([
      [0, 25, '0'],
      [25, 1, '0.25'],
    ]);
  });
});

describe('billToJson', () => {
  it('is the usage with prices and costs, and the total', () => {
    const json: unknown = JSON.parse(JSON.stringify(billToJson(priceUsage([rest(1), rest(2)]))));
    expect(json).toMatchObject({
      lines: [
        { meter: 'rest-api', region, requests: 1, cost: 0.0000035, unitPrices: [{ quantity: 1 }] },
        { meter: 'rest-api', region, requests: 2, cost: 0.000007 },
      ],
      total: 0.0000105,
      currency: 'USD',
    });
  });
});
