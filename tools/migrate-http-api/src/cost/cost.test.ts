import fc from 'fast-check';
import { analyse } from '../analyse/analyse.ts';
import { anApi, aFunction, aRoute, aStage, someSettings } from '../testing/an-api.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { breakEvenOf } from './break-even.ts';
import { compareCosts } from './compare-costs.ts';
import { bucketsOf, requestsOf } from './size-buckets.ts';
import { breakEvenText, costHeadline, money } from './words.ts';

const region = 'us-east-1';
const costs = (traffic: Partial<Traffic>, api = anApi()) => {
  const known = { region, ...traffic };
  return compareCosts(analyse(api, { accepted: new Map(), traffic: known }), known);
};

describe('bucketsOf', () => {
  it('takes requests between two percentiles for as large as the upper one', () => {
    const buckets = bucketsOf({ p50: 1, p90: 10, max: 600 });
    expect(buckets.map(({ kb }) => kb)).toEqual([1, 10, 600]);
    expect(requestsOf(buckets, 1000)).toEqual([500, 400, 100]);
  });

  it('takes the last percentile for all above it, the mean for all, and nothing for empty', () => {
    expect(requestsOf(bucketsOf({ p50: 1, p99: 5 }), 10)).toEqual([5, 5]);
    expect(bucketsOf({ mean: 700 })).toEqual([{ share: 1, kb: 700 }]);
    expect(bucketsOf()).toEqual([{ share: 1, kb: 0 }]);
  });

  it('loses no request', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e9 }), fc.nat(), fc.nat(), (requests, p50, p99) => {
        const counts = requestsOf(bucketsOf({ p50, p99, max: p99 }), requests);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(requests);
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('compareCosts', () => {
  it('prices requests by tiers and units', () => {
    expect(costs({ requests: 1_000_000 }).totals).toEqual({ before: 3.5, after: 1 });
    expect(costs({ requests: 400_000_000 }).totals).toEqual({
      before: 333 * 3.5 + 67 * 2.8,
      after: 390,
    });
    // 333 million at the first rate of eu-west-1, 300 million of HTTP APIs.
    expect(costs({ requests: 500_000_000, region: 'eu-west-1' }).totals).toEqual({
      before: 333 * 3.5 + 167 * 3.19,
      after: 300 * 1.11 + 200,
    });
    expect(costs({ requests: 1_500_000_000 }).totals).toEqual({
      before: 333 * 3.5 + 667 * 2.8 + 500 * 2.38,
      after: 300 + 1200 * 0.9,
    });
    const sizes = costs({ requests: 1_000_000, bodyKb: { p50: 1, p90: 512, max: 513 } });
    expect(sizes.totals!.after).toBeCloseTo(1.1, 10);
    expect(costs({ requests: 1_000_000, bodyKb: { mean: 2000 } }).totals!.after).toBe(4);
  });

  it('shares the tiers among requests of all sizes', () => {
    const { totals } = costs({ requests: 600_000_000, bodyKb: { p50: 1, max: 2 } });
    expect(totals!.after).toBe(300 + 300 * 0.9);
  });

  it('counts what takes the place of what is lost', () => {
    const api = anApi({
      routes: [
        aRoute({
          validation: { body: true, parameters: true, place: { file: 'a', path: '' } },
          integration: aFunction(),
        }),
      ],
      stages: [
        aStage({ cacheGb: '0.5', methodSettings: [someSettings({ caches: true })], webAcl: 'acl' }),
      ],
    });
    const fn = { memoryMb: 1024, architecture: 'arm64' as const, ms: 10 };
    const { before, after } = costs(
      { requests: 1_000_000, function: fn, validationMs: 2, cacheHits: 0.5 },
      api,
    );
    expect(before[1]).toEqual({ what: 'Cache of stage prod, 0.5 GB', usd: 14.4 });
    expect(after).toMatchObject([
      { usd: 1 },
      { what: 'Validation in the function, 2 ms', usd: 0.0266668 },
      { what: 'Invocations for lost cache hits, 500,000', usd: 0.1 + 0.066667 },
      {
        what: 'CloudFront with a web ACL in front',
        notPriced: expect.stringContaining('no prices'),
      },
    ]);
  });

  it('says what it would need to know', () => {
    const api = anApi({
      stages: [aStage({ cacheGb: '0.5', methodSettings: [someSettings({ caches: true })] })],
    });
    expect(costs({}, api).after[1]).toMatchObject({
      notPriced: 'say --cache-hits, --memory and --ms',
    });
  });

  it('names the price that the book lacks', () => {
    const { totals, before, breakEven } = costs({ region: 'us-east-2', requests: 5 });
    expect(totals).toBeUndefined();
    expect(breakEven).toBeUndefined();
    expect(before[0]!.notPriced).toContain('No price for api-gateway.rest.requests in us-east-2');
  });
});

describe('breakEvenOf', () => {
  it.each([
    ['us-east-1', 1_000_000, 3],
    ['eu-west-1', 1_000_000, 3],
    ['us-east-1', 0, 3],
    // Large volumes get REST APIs further down in price than HTTP APIs.
    ['us-east-1', 30_000_000_000, 2],
  ])('%s, %i requests: %i units', (where, requests, units) => {
    expect(breakEvenOf(where, requests)).toEqual({ units, kb: units * 512 });
  });
});

describe('the words', () => {
  it('say what it comes to', () => {
    const million = costs({});
    expect(costHeadline(million)).toBe(
      '1,000,000 requests a month in us-east-1 (nobody said how many): $3.50 today, $1.00 as an HTTP API, 71 % less',
    );
    expect(breakEvenText(million)).toContain(
      'Bodies up to 1.5 MB (3 units of 512 KB) cost no more',
    );
    expect(costHeadline(costs({ bodyKb: { mean: 4000 }, requests: 2_000_000 }))).toContain(
      '129 % more',
    );
  });

  it.each([
    [0, '$0.00'],
    [1234.5, '$1,234.50'],
    [0.00012345, '$0.000123'],
  ])('%d is %s', (usd, text) => {
    expect(money(usd)).toBe(text);
  });
});
