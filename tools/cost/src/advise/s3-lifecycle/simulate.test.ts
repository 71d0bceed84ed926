import fc from 'fast-check';
import { type Question, questionSchema } from './input.ts';
import { breakEvenMonth, cumulated, simulate, simulateOnce } from './simulate.ts';

const GIB = 1024 ** 3;
const KIB = 1024;

const question = (overrides: object = {}): Question =>
  questionSchema.parse({
    region: 'us-east-1',
    months: 3,
    sizes: [{ bytes: GIB, objectsPerMonth: 100 }],
    ...overrides,
  });

const none = { name: 'none', transitions: [], allSizes: false };
const to = (storageClass: string, afterMonths: number, more: object = {}) =>
  question({ rules: [{ name: 'a rule', transitions: [{ storageClass, afterMonths }], ...more }] })
    .rules![0]!;

describe('simulate', () => {
  it('keeps what comes each month in S3 Standard without a rule', () => {
    const { monthly, parts } = simulate(question(), none);
    const put = 100 * 0.000005;
    expect(monthly[0]).toBeCloseTo(100 * 0.023 + put, 9);
    expect(monthly[1]).toBeCloseTo(200 * 0.023 + put, 9);
    expect(monthly[2]).toBeCloseTo(300 * 0.023 + put, 9);
    expect(parts.storage).toBeCloseTo(600 * 0.023, 9);
    expect(parts.requests).toBeCloseTo(3 * put, 9);
  });

  it('shares the volume tiers among everything of the month', () => {
    const sizes = [
      { bytes: 500 * GIB, objectsPerMonth: 100 },
      { bytes: 12 * GIB, objectsPerMonth: 200 },
    ];
    const { parts } = simulate(question({ months: 1, sizes }), none);
    // 50,000 + 2,400 GB: 50 TB at the first price.
    expect(parts.storage).toBeCloseTo(51_200 * 0.023 + 1200 * 0.022, 6);
  });

  it('pays for the move, less for storage, and for what is read', () => {
    const readsPerMonth = [{ fromMonth: 1, perObject: 0.5 }];
    const subject = question({ readsPerMonth });
    const { monthly, parts } = simulateOnce(subject, to('STANDARD_IA', 1), GIB, 100);
    expect(monthly[1]).toBeCloseTo(100 * 0.0125 + 100 * 0.00001 + 50 * (0.01 + 0.000001), 9);
    expect(parts.transitions).toBeCloseTo(100 * 0.00001, 9);
    expect(parts.retrieval).toBeCloseTo(2 * 50 * 0.01, 9);
  });

  it('bills 40 KB more for an archived object, restores it, and keeps the copy for a day', () => {
    const readsPerMonth = [{ fromMonth: 1, perObject: 0.5 }];
    const subject = question({ readsPerMonth, restoreSpeed: 'standard', months: 2 });
    const { monthly } = simulateOnce(subject, to('GLACIER', 1), GIB, 100);
    const overhead = (32 * KIB * 0.0036 + 8 * KIB * 0.023) / GIB;
    const restore = 0.01 + 0.05 / 1000 + 0.023 / 30;
    expect(monthly[1]).toBeCloseTo(
      100 * (0.0036 + overhead) + 100 * 0.00003 + 50 * (restore + 0.0000004),
      9,
    );
  });

  it('leaves objects under 128 KB where they are, unless the rule takes all sizes', () => {
    const small = question({ sizes: [{ bytes: 128 * KIB - 1, objectsPerMonth: 1000 }] });
    const skipped = simulate(small, to('GLACIER_IR', 1));
    expect(skipped.monthly).toEqual(simulate(small, none).monthly);
    const moved = simulate(small, to('GLACIER_IR', 1, { allSizes: true }));
    expect(moved.parts.transitions).toBeCloseTo(2 * 1000 * 0.00002, 9);
    const edge = question({ sizes: [{ bytes: 128 * KIB, objectsPerMonth: 1000 }] });
    expect(simulate(edge, to('GLACIER_IR', 1)).parts.transitions).toBeGreaterThan(0);
  });

  it('bills small objects in Standard-IA as 128 KB', () => {
    const small = question({ months: 2 });
    const rule = to('STANDARD_IA', 1, { allSizes: true });
    const { monthly } = simulateOnce(small, rule, KIB, 8192);
    expect(monthly[1]).toBeCloseTo(0.0125 + 8192 * 0.00001, 9);
  });

  it('charges the rest of the minimum duration of what is deleted early', () => {
    const rule = to('GLACIER_IR', 1, { expireAfterMonths: 2 });
    const { monthly, parts } = simulateOnce(question(), rule, GIB, 100);
    // In Glacier Instant Retrieval for 30 of 90 days.
    expect(parts['early-delete']).toBeCloseTo(2 * 100 * 0.004, 9);
    expect(monthly[2]).toBeCloseTo(2 * 100 * 0.004, 9);
    const later = to('GLACIER_IR', 1, { expireAfterMonths: 4 });
    const { parts: kept } = simulateOnce(question({ months: 6 }), later, GIB, 100);
    expect(kept['early-delete']).toBe(0);
  });

  it('charges for moving on early, too', () => {
    const rule = {
      ...to('GLACIER_IR', 0),
      transitions: [
        { storageClass: 'GLACIER_IR', afterMonths: 0 } as const,
        { storageClass: 'DEEP_ARCHIVE', afterMonths: 1 } as const,
      ],
    };
    const { parts } = simulateOnce(question(), rule, GIB, 100);
    expect(parts['early-delete']).toBeCloseTo(2 * 100 * 0.004, 9);
    expect(parts.transitions).toBeCloseTo(100 * (0.00002 + 0.00005), 9);
  });

  it('moves what nobody reads through the tiers of Intelligent-Tiering, and watches it', () => {
    const subject = question({ months: 4 });
    const { monthly, parts } = simulateOnce(subject, to('INTELLIGENT_TIERING', 0), GIB, 100);
    const watching = 100 * 0.0000025;
    expect(monthly[0]).toBeCloseTo(100 * (0.023 + 0.000005 + 0.00001) + watching, 9);
    expect(monthly[1]).toBeCloseTo(100 * 0.0125 + watching, 9);
    expect(monthly[2]).toBeCloseTo(100 * 0.0125 + watching, 9);
    expect(monthly[3]).toBeCloseTo(100 * 0.004 + watching, 9);
    expect(parts.monitoring).toBeCloseTo(4 * watching, 9);
    const read = question({ months: 4, readsPerMonth: [{ fromMonth: 0, perObject: 50 }] });
    const { parts: hot } = simulateOnce(read, to('INTELLIGENT_TIERING', 0), GIB, 100);
    expect(hot.storage).toBeCloseTo(4 * 100 * 0.023, 9);
  });

  it('has nothing to bill after the expiry', () => {
    const rule = { ...none, expireAfterMonths: 1 };
    expect(simulateOnce(question(), rule, GIB, 100).monthly.slice(1)).toEqual([0, 0]);
    const { monthly } = simulate(question(), rule);
    expect(monthly[2]).toBe(monthly[0]);
  });

  it('never costs less for more objects', () => {
    const classes = fc.constantFrom(
      'STANDARD_IA',
      'ONEZONE_IA',
      'INTELLIGENT_TIERING',
      'GLACIER_IR',
      'GLACIER',
      'DEEP_ARCHIVE',
    );
    const bytes = fc.integer({ min: 0, max: 100 * KIB ** 2 });
    const count = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(classes, bytes, count, count, fc.boolean(), (target, size, some, more, all) => {
        const rule = to(target, 1, { allSizes: all });
        const total = (objectsPerMonth: number) =>
          cumulated(
            simulate(question({ sizes: [{ bytes: size, objectsPerMonth }] }), rule).monthly,
          ).at(-1)!;
        expect(total(some + more)).toBeGreaterThanOrEqual(total(some));
      }),
      { numRuns: 60 },
    );
  });

  it('never costs less for larger objects without a rule', () => {
    const bytes = fc.integer({ min: 0, max: 10 * GIB });
    fc.assert(
      fc.property(bytes, bytes, (size, more) => {
        const total = (large: number) =>
          cumulated(simulateOnce(question(), none, large, 1000).monthly).at(-1)!;
        expect(total(size + more)).toBeGreaterThanOrEqual(total(size));
      }),
      { numRuns: 60 },
    );
  });
});

describe('breakEvenMonth', () => {
  it.each<[number[], number[], number | null]>([
    [[1, 2, 3], [1, 3, 5], 2],
    [[2, 3, 4], [1, 3, 5], 3],
    [[0, 1, 2], [1, 3, 5], 1],
    [[0, 4, 5], [1, 3, 5], null],
    [[1, 3, 5], [1, 3, 5], null],
    [[0, 4, 4], [1, 3, 5], 3],
  ])('of %j against %j is %j', (totals, reference, expected) => {
    expect(breakEvenMonth(totals, reference)).toBe(expected);
  });
});
