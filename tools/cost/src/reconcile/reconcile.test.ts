import { Exact } from '@acado/pricing';
import fc from 'fast-check';
import type { BilledRow } from './billed-row.ts';
import { parseDecimal } from './decimal.ts';
import { reconcile } from './reconcile.ts';
import { Tally } from './tally.ts';

const decimal = (text: string) => parseDecimal(text)!;
const decimals = (min: number, max: number) =>
  fc.integer({ min, max }).map((digits) => ({ digits: BigInt(digits), places: 7 }));

const kinds: Partial<BilledRow>[] = [
  { service: 'AWSLambda', usageType: 'Request' },
  { service: 'AWSLambda', usageType: 'EU-Lambda-GB-Second-ARM' },
  { service: 'AWSLambda', usageType: 'USE2-Request' },
  { service: 'AmazonApiGateway', usageType: 'USE1-ApiGatewayHttpRequest' },
  { service: 'AmazonEC2', usageType: 'BoxUsage' },
  { type: 'Tax', isUsage: false },
  { type: 'Credit', isUsage: false },
];

/** Rows of any kind, of two months, with costs that may be negative. */
const rows = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    month: fc.constantFrom('2026-09', '2026-10'),
    tag: fc.constantFrom('', 'a', 'b'),
    quantity: decimals(-10, 1e15),
    billed: decimals(-1e9, 1e9),
    effective: decimals(0, 1e9),
  }),
  { minLength: 1 },
);

const tallied = (samples: Parameters<Parameters<typeof rows.map>[0]>[0], byTag: boolean) => {
  const tally = new Tally();
  for (const { kind, tag, ...row } of samples) {
    const base = { type: 'Usage', isUsage: true, service: '', usageType: '', operation: '' };
    tally.add(
      { ...base, region: '', onDemand: row.effective, ...row, ...kind },
      byTag ? tag : undefined,
    );
  }
  return tally.totals();
};

describe('reconcile', () => {
  it('has the whole bill in its groups, however it is grouped', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (samples, byTag) => {
        const totals = tallied(samples, byTag);
        const result = reconcile(totals, { tolerancePercent: 1, byTag });
        const whole = Exact.sum(
          samples.map(({ billed }) => Exact.of(billed.digits).over(10n ** BigInt(billed.places))),
        );
        const groups = Exact.sum([
          ...result.lines.map((line) => line.invoiced),
          ...result.unknown.map(({ usage }) => usage.billed),
          ...result.others.map(({ billed }) => billed),
        ]);
        expect(result.invoiced.toString()).toBe(whole.toString());
        expect(groups.toString()).toBe(whole.toString());
        expect(Exact.sum(result.services.map(({ bill }) => bill)).toString()).toBe(
          result.total.bill.toString(),
        );
      }),
    );
  });

  it('estimates the same in total, however it is grouped', () => {
    fc.assert(
      fc.property(rows, (samples) => {
        const estimate = (byTag: boolean) =>
          reconcile(tallied(samples, byTag), { tolerancePercent: 1, byTag }).total.estimate;
        expect(estimate(true).compare(estimate(false))).toBe(0);
      }),
    );
  });

  it('begins the tiers anew each month', () => {
    const tally = new Tally();
    for (const month of ['2026-09', '2026-10']) {
      tally.add({
        type: 'Usage',
        isUsage: true,
        month,
        service: 'AmazonApiGateway',
        usageType: 'USE1-ApiGatewayHttpRequest',
        operation: '',
        region: '',
        quantity: decimal('3E8'),
        billed: decimal('300'),
        effective: decimal('300'),
        onDemand: decimal('300'),
      });
    }
    const { total, lines } = reconcile(tally.totals(), { tolerancePercent: 0 });
    expect(lines).toHaveLength(1);
    expect(total.estimate.toString()).toBe('600');
  });
});
