import { eventIdFor, type OrderPlacedEvent } from '@acado/events';
import { anOrder } from '@acado/events/testing';
import { randomUUID } from 'node:crypto';
import { placeOrders, type PlacingRequest } from './place-orders.ts';

const now = new Date('2026-01-31T12:00:00.000Z');

const setUp = (lose: (event: OrderPlacedEvent) => boolean = () => false) => {
  const taken: OrderPlacedEvent[] = [];
  const inbox = {
    put: async (events: readonly OrderPlacedEvent[]) => {
      taken.push(...events);
      return events.map((event) => (lose(event) ? { error: new Error('InternalFailure') } : {}));
    },
  };
  const place = (request: Partial<PlacingRequest>) =>
    placeOrders(
      { inbox, now: () => now },
      { orders: [{ order: anOrder() }], correlationId: 'a-request-id', ...request },
    );
  return { place, taken };
};

describe('placeOrders', () => {
  it('takes an order with its id and time filled in', async () => {
    const { place, taken } = setUp();
    const [placement] = await place({});
    const orderId = placement!.orderId;
    expect(taken).toEqual([
      {
        metadata: {
          eventId: eventIdFor('OrderPlaced.v1', orderId),
          version: 1,
          occurredAt: now.toISOString(),
          correlationId: 'a-request-id',
          producer: 'acado.ingest-a',
        },
        data: { ...anOrder(), orderId, placedAt: now.toISOString() },
      },
    ]);
  });

  it('keeps the id and time that the client chose', async () => {
    const { place, taken } = setUp();
    const chosen = { orderId: randomUUID(), placedAt: '2025-12-24T18:00:00Z' };
    await place({ orders: [{ order: anOrder(chosen) }] });
    expect(taken[0]!.data).toMatchObject(chosen);
  });

  it('gives the same request the same ids, each order of it its own', async () => {
    const { place } = setUp();
    const orders = [0, 1].map((index) => ({ order: anOrder(), index }));
    const ids = async (idempotencyKey: string) =>
      (await place({ orders, idempotencyKey })).map(({ orderId }) => orderId);
    const first = await ids('cart-7');
    expect(await ids('cart-7')).toEqual(first);
    expect(new Set([...first, ...(await ids('cart-8'))]).size).toBe(4);
  });

  it('tells which orders the inbox did not take', async () => {
    const orders = ['a', 'b', 'c'].map((customerId, index) => ({
      order: anOrder({ customerId }),
      index,
    }));
    const { place } = setUp(({ data }) => data.customerId === 'b');
    const placements = await place({ orders });
    expect(placements.map(({ error }) => error?.message)).toEqual([
      undefined,
      'InternalFailure',
      undefined,
    ]);
  });
});
