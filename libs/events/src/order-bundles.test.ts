import fc from 'fast-check';
import { bundleDetail, bundleItem, bundleOrders } from './order-bundles.ts';
import { orderPlacedEvent, type OrderPlaced } from './order-placed.ts';
import { ordersPlacedSchema } from './orders-placed.ts';
import { anOrderPlacedEvent } from './testing/an-order-placed-event.ts';
import { placedOrders } from './testing/arbitraries.ts';

const chunk = 64 * 1024;
const dataRef = { bucket: 'payloads', key: 'k', bytes: 10, sha256: 'a'.repeat(64) };
const byPointer = (): OrderPlaced => ({ metadata: anOrderPlacedEvent().metadata, dataRef });
const bundled = (events: OrderPlaced[]) => bundleOrders(events.map(bundleItem));
const sizesOf = (events: OrderPlaced[]) => bundled(events).map(({ length }) => length);

describe('bundleOrders', () => {
  it('fills one billed chunk, envelope included', () => {
    const events = Array.from({ length: 100 }, () => anOrderPlacedEvent({ note: 'x'.repeat(500) }));
    const [first = [], second = []] = bundled(events);
    expect(first.length + second.length).toBe(100);
    const bytes = Buffer.byteLength(bundleDetail(first));
    expect(bytes).toBeLessThanOrEqual(chunk - 1024);
    expect(bytes).toBeGreaterThan(chunk - 1024 - bundleItem(events[0]!).json.length - 1);
  });

  it('counts the commas, too', () => {
    const limit = chunk - 1024 - '{"orders":[,]}'.length;
    const pair = (bytes: number) =>
      [30_000, bytes - 30_000].map((length) => ({
        ...bundleItem(anOrderPlacedEvent()),
        json: 'x'.repeat(length),
      }));
    expect(bundleOrders(pair(limit - 1))).toHaveLength(1);
    expect(bundleOrders(pair(limit + 1))).toHaveLength(2);
  });

  it('takes a hundred orders at most', () => {
    const small = bundleItem(anOrderPlacedEvent());
    const tiny = { ...small, json: '{}' };
    expect(bundleOrders(Array(250).fill(tiny)).map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it('lets a large order and one behind a pointer travel alone', () => {
    const small = anOrderPlacedEvent();
    const large = anOrderPlacedEvent({ note: 'x'.repeat(chunk) });
    expect(sizesOf([small, byPointer(), small, large, small, byPointer()])).toEqual([
      2, 1, 1, 1, 1,
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(bundled([])).toEqual([]);
  });

  it('loses none, keeps to the limits and says what the contract says', () => {
    fc.assert(
      fc.property(fc.array(placedOrders(40_000), { maxLength: 30 }), (orders) => {
        const events = orders.map((order) =>
          orderPlacedEvent(order, { correlationId: 'r', occurredAt: order.placedAt }),
        );
        const bundles = bundled(events);
        expect(bundles.flat().map(({ event }) => event)).toEqual(events);
        for (const bundle of bundles) {
          const detail = bundleDetail(bundle);
          if (bundle.length > 1)
            expect(Buffer.byteLength(detail)).toBeLessThanOrEqual(chunk - 1024);
          expect(ordersPlacedSchema.parse(JSON.parse(detail)).orders).toEqual(
            bundle.map(({ event }) => event),
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});
