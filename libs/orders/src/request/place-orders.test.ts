import { anOrder } from '@acado/events/testing';
import { randomUUID } from 'node:crypto';
import { toPlacedOrders } from './place-orders.ts';

const occurredAt = '2026-01-31T12:00:00.000Z';

describe('toPlacedOrders', () => {
  it('fills in id and time', () => {
    const [placed] = toPlacedOrders([{ order: anOrder() }], { occurredAt });

    expect(placed).toEqual({ ...anOrder(), orderId: expect.any(String), placedAt: occurredAt });
  });

  it('keeps the id and time that the client chose', () => {
    const chosen = { orderId: randomUUID(), placedAt: '2025-12-24T18:00:00Z' };

    expect(toPlacedOrders([{ order: anOrder(chosen) }], { occurredAt })).toMatchObject([chosen]);
  });

  it('gives the same request the same ids, each order of it its own', () => {
    const posted = [0, 1].map((index) => ({ order: anOrder(), index }));
    const idsWith = (idempotencyKey: string) =>
      toPlacedOrders(posted, { idempotencyKey, occurredAt }).map(({ orderId }) => orderId);

    const first = idsWith('cart-7');

    expect(idsWith('cart-7')).toEqual(first);
    expect(new Set([...first, ...idsWith('cart-8')]).size).toBe(4);
  });
});
