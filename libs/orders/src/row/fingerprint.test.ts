import { placedOrderSchema } from '@acado/events';
import { aPlacedOrder } from '@acado/events/testing';
import { fingerprintOf } from './fingerprint.ts';

describe('fingerprintOf', () => {
  it('does not depend on the order in which fields came', () => {
    const order = aPlacedOrder({ note: 'ring twice' });
    const reversed = Object.fromEntries(Object.entries(order).reverse());
    const lines = order.lines.map((line) => Object.fromEntries(Object.entries(line).reverse()));

    const parsed = placedOrderSchema.parse({ ...reversed, lines });

    expect(fingerprintOf(parsed)).toBe(fingerprintOf(order));
  });

  it('does not depend on the time of arrival', () => {
    const later = aPlacedOrder({ placedAt: '2026-02-02T00:00:00.000Z' });

    expect(fingerprintOf(later)).toBe(fingerprintOf(aPlacedOrder()));
  });

  it.each([
    { note: 'x' },
    { customerId: 'c-2' },
    { currency: 'USD' },
    { orderId: '01980000-0000-7000-8000-000000000002' },
    { lines: [{ sku: 'bolt-m8', quantity: 4, unitAmount: 25 }] },
  ])('tells apart an order with %j', (change) => {
    expect(fingerprintOf(aPlacedOrder(change))).not.toBe(fingerprintOf(aPlacedOrder()));
  });
});
