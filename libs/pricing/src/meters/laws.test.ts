import fc from 'fast-check';
import { priceOne } from '../bill.ts';
import { Exact } from '../exact.ts';
import type { UsageLine } from '../usage.ts';

const region = 'us-east-1';
const count = fc.integer({ min: 0, max: 1_000_000_000 });
const bytes = fc.integer({ min: 0, max: 1_000_000 });
const ms = fc.double({ min: 0, max: 900_000, noNaN: true });
const small = fc.integer({ min: 1, max: 10 });

interface Law {
  meter: UsageLine['meter'];
  /** The field that usage adds up in. */
  volume: string;
  /** Everything else. */
  shape: fc.Arbitrary<object>;
  /** What rounding may add for each part: the last, short batch of each action. USD. */
  slack?: string;
}

const laws: Law[] = [
  {
    meter: 'lambda',
    volume: 'requests',
    shape: fc.record({
      architecture: fc.constantFrom('x86_64', 'arm64'),
      memoryMb: fc.integer({ min: 128, max: 10_240 }),
      durationMs: ms,
      ephemeralStorageMb: fc.integer({ min: 512, max: 10_240 }),
      asyncEventBytes: bytes,
    }),
  },
  {
    meter: 'lambda',
    volume: 'billedMs',
    shape: fc.record({
      architecture: fc.constantFrom('x86_64', 'arm64'),
      memoryMb: fc.integer({ min: 128, max: 10_240 }),
      requests: fc.constant(0),
    }),
  },
  { meter: 'http-api', volume: 'requests', shape: fc.record({ requestBytes: bytes }) },
  { meter: 'rest-api', volume: 'requests', shape: fc.constant({}) },
  { meter: 'rest-api-cache', volume: 'hours', shape: fc.constant({ sizeGb: '1.6' }) },
  { meter: 'eventbridge', volume: 'events', shape: fc.record({ eventBytes: bytes }) },
  {
    meter: 'sqs',
    volume: 'messages',
    shape: fc.record({
      type: fc.constantFrom('standard', 'fifo'),
      messageBytes: fc.integer({ min: 0, max: 100_000 }),
      sendBatchSize: small,
      receiveBatchSize: small,
      deleteBatchSize: small,
    }),
    slack: '0.00002',
  },
  {
    meter: 'sqs-requests',
    volume: 'requests',
    shape: fc.record({ type: fc.constantFrom('standard', 'fifo'), requestBytes: bytes }),
  },
  { meter: 'sns', volume: 'publishes', shape: fc.record({ messageBytes: bytes }) },
  {
    meter: 'dynamodb-writes',
    volume: 'writes',
    shape: fc.record({
      itemBytes: fc.integer({ min: 0, max: 409_600 }),
      indexItemBytes: fc.array(fc.integer({ min: 0, max: 409_600 }), { maxLength: 3 }),
      transactional: fc.boolean(),
    }),
  },
  {
    meter: 'dynamodb-reads',
    volume: 'reads',
    shape: fc.record({
      itemBytes: bytes,
      consistency: fc.constantFrom('eventual', 'strong', 'transactional'),
    }),
  },
  {
    meter: 's3-storage',
    volume: 'objects',
    shape: fc.record({
      storageClass: fc.constantFrom('STANDARD', 'STANDARD_IA', 'GLACIER_IR', 'DEEP_ARCHIVE'),
      objectBytes: bytes,
      days: fc.double({ min: 0, max: 400, noNaN: true }),
      removed: fc.boolean(),
    }),
  },
  {
    meter: 'step-functions-express',
    volume: 'requests',
    shape: fc.record({ durationMs: ms, memoryMb: fc.double({ min: 0, max: 1000, noNaN: true }) }),
  },
  {
    meter: 'cloudwatch-logs',
    volume: 'bytes',
    shape: fc.record({ writer: fc.constantFrom('lambda', 'custom') }),
  },
  { meter: 'cloudwatch-metrics', volume: 'metrics', shape: fc.constant({}) },
];

const priced = (law: Law, shape: object, volume: number, before: Record<string, number> = {}) =>
  priceOne({ meter: law.meter, region, ...shape, before, [law.volume]: volume } as UsageLine);

const unitsBefore = ({ unitPrices }: ReturnType<typeof priceOne>): Record<string, number> => {
  const units: Record<string, number> = {};
  for (const { item, quantity } of unitPrices) units[item] = (units[item] ?? 0) + quantity;
  return units;
};

describe.each(laws)('$meter by $volume', (law) => {
  it('is monotonic: more never costs less', () => {
    fc.assert(
      fc.property(law.shape, count, count, (shape, a, b) => {
        const less = priced(law, shape, Math.min(a, b)).cost;
        expect(less.compare(priced(law, shape, Math.max(a, b)).cost)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is additive: in two parts as at once, up to rounding', () => {
    // Volumes before are doubles, so they can be off by their last digit.
    const slack = Exact.of(law.slack ?? '0.000001');
    fc.assert(
      fc.property(law.shape, count, count, (shape, a, b) => {
        const first = priced(law, shape, a);
        const parts = first.cost.plus(priced(law, shape, b, unitsBefore(first)).cost);
        const difference = parts.minus(priced(law, shape, a + b).cost);
        expect(difference.compare(slack)).toBeLessThanOrEqual(0);
        expect(difference.compare(slack.times(-1))).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
