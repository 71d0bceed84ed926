import { createUsageMeter, OTHERS } from './usage-meter.ts';
import { usageSnapshotSchema } from './usage-snapshot.ts';

const put = {
  service: 'dynamodb' as const,
  operation: 'PutItem',
  resource: 'orders',
  caller: 'store',
};

describe('createUsageMeter', () => {
  it('adds up what the same caller does to the same resource, and keeps the rest apart', () => {
    const meter = createUsageMeter();
    meter.call({ ...put, writeUnits: 2 });
    meter.call({ ...put, writeUnits: 0.5, failed: 1 });
    meter.call({ ...put, caller: 'archive' });

    expect(meter.snapshot().calls).toEqual([
      { ...put, caller: 'archive', requests: 1, failed: 0 },
      { ...put, requests: 2, failed: 1, writeUnits: 2.5 },
    ]);
  });

  it('makes the same text of the same usage, whatever came first', () => {
    const at = new Date('2026-01-02T03:04:05Z');
    const [one, other] = [createUsageMeter(() => at), createUsageMeter(() => at)];
    const events: ((meter: typeof one) => void)[] = [
      (meter) => meter.call({ ...put, writeUnits: 1 }),
      (meter) => meter.call({ ...put, readUnits: 1 }),
      (meter) => meter.log({ logGroup: 'b', events: 1, bytes: 30 }),
      (meter) => meter.log({ logGroup: 'a', events: 1, bytes: 30 }),
      (meter) => meter.metric({ namespace: 'N', name: 'm', dimensions: { b: '1', a: '2' } }),
      (meter) => meter.metric({ namespace: 'N', name: 'm', dimensions: { a: '2', b: '1' } }),
      (meter) => meter.metric({ namespace: 'N', name: 'm', dimensions: { a: '3', b: '1' } }),
      (meter) => meter.api({ api: 'x', type: 'REST', requests: 1, rejected: 0, units512Kb: 1 }),
      (meter) => meter.api({ api: 'x', type: 'HTTP', requests: 1, rejected: 0, units512Kb: 2 }),
    ];
    for (const event of events) event(one);
    for (const event of events.toReversed()) event(other);

    expect(JSON.stringify(one.snapshot())).toBe(JSON.stringify(other.snapshot()));
    expect(one.snapshot().metrics).toHaveLength(2);
    expect(usageSnapshotSchema.parse(JSON.parse(JSON.stringify(one.snapshot())))).toEqual(
      one.snapshot(),
    );
  });

  it('stays small whatever names callers make up', () => {
    const meter = createUsageMeter(undefined, 2);
    meter.call({ ...put, resource: 'x'.repeat(100_000), failed: 1 });
    for (const resource of ['a', 'b', 'c', 'a']) meter.call({ ...put, resource, writeUnits: 1 });
    for (const order of ['1', '2', '3', '4', '1'])
      meter.metric({ namespace: 'N', name: 'm', dimensions: { order } });

    const others = { operation: OTHERS, resource: OTHERS, caller: OTHERS };
    expect(meter.snapshot().calls).toEqual([
      { ...put, ...others, requests: 3, failed: 1, writeUnits: 2 },
      { ...put, resource: 'a', requests: 2, failed: 0, writeUnits: 2 },
    ]);
    expect(meter.snapshot().metrics).toEqual([
      { namespace: OTHERS, name: OTHERS, dimensions: {} },
      { namespace: 'N', name: 'm', dimensions: { order: '1' } },
      { namespace: 'N', name: 'm', dimensions: { order: '2' } },
    ]);
  });

  it('begins anew after a reset, and leaves a snapshot as it was', () => {
    const times = ['2026-01-01T00:00:00.000Z', '2026-01-01T00:01:00.000Z'];
    const meter = createUsageMeter(() => new Date(times.shift() ?? 0));
    meter.call(put);
    const before = meter.snapshot();
    meter.reset();
    meter.call(put);
    meter.call(put);

    expect(before).toMatchObject({ since: '2026-01-01T00:00:00.000Z', calls: [{ requests: 1 }] });
    expect(meter.snapshot()).toMatchObject({
      since: '2026-01-01T00:01:00.000Z',
      calls: [{ requests: 2 }],
    });
  });
});
