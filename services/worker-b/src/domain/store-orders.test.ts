import type { PlacedOrder } from '@acado/events';
import { aPlacedOrder } from '@acado/events/testing';
import { type FingerprintedOrder, fingerprintOf } from '@acado/orders/row';
import type { OrderStore } from './order-store.ts';
import { storeOrders } from './store-orders.ts';

const ids = {
  first: '01980000-0000-7000-8000-000000000001',
  second: '01980000-0000-7000-8000-000000000002',
};

function aStore(kept: PlacedOrder[] = [], refused: string[] = []) {
  const orders = new Map<string, FingerprintedOrder>();
  for (const order of kept) orders.set(order.orderId, { order, fingerprint: fingerprintOf(order) });
  const store: OrderStore = {
    fingerprints: async (orderIds) =>
      new Map(
        orderIds.flatMap((id) => {
          const known = orders.get(id);
          return known ? [[id, known.fingerprint] as const] : [];
        }),
      ),
    save: async (fresh) => {
      const { lost = [], saved = [] } = Object.groupBy(fresh, ({ order }) =>
        refused.includes(order.orderId) ? 'lost' : 'saved',
      );
      saved.forEach((accepted) => orders.set(accepted.order.orderId, accepted));
      const error = new Error('throttled');
      return lost.map(({ order }) => ({ orderId: order.orderId, error }));
    },
    find: async () => undefined,
  };
  return { store, keptOrder: (id: string) => orders.get(id)?.order };
}

const delivery = (deliveryId: string, order: Partial<PlacedOrder> = {}) => ({
  deliveryId,
  readOrder: async () => aPlacedOrder(order),
});

describe('storeOrders', () => {
  it('keeps what is new', async () => {
    const { store, keptOrder } = aStore();

    const result = await storeOrders(
      [delivery('a', { orderId: ids.first }), delivery('b', { orderId: ids.second })],
      store,
    );

    expect(result).toEqual({ failed: [], stored: 2, conflicts: [] });
    expect(keptOrder(ids.second)).toEqual(aPlacedOrder({ orderId: ids.second }));
  });

  it('drops an order that is kept already, whenever it came', async () => {
    const first = aPlacedOrder();
    const { store, keptOrder } = aStore([first]);

    const result = await storeOrders(
      [delivery('a'), delivery('b', { placedAt: '2026-02-02T00:00:00.000Z' })],
      store,
    );

    expect(result).toEqual({ failed: [], stored: 0, conflicts: [] });
    expect(keptOrder(ids.first)).toBe(first);
  });

  it('lets the first order stand when another of the same id comes', async () => {
    const first = aPlacedOrder();
    const { store, keptOrder } = aStore([first]);

    const result = await storeOrders([delivery('a', { note: 'other' })], store);

    expect(result).toEqual({ failed: [], stored: 0, conflicts: [ids.first] });
    expect(keptOrder(ids.first)).toBe(first);
  });

  it('lets the first order of a batch stand, and names the conflict once', async () => {
    const { store, keptOrder } = aStore();

    const result = await storeOrders(
      [delivery('a'), delivery('b', { note: 'other' }), delivery('c', { note: 'third' })],
      store,
    );

    expect(result).toEqual({ failed: [], stored: 1, conflicts: [ids.first] });
    expect(keptOrder(ids.first)).toEqual(aPlacedOrder());
  });

  it('fails a message alone whose order cannot be read', async () => {
    const cause = new Error('no such payload');
    const unreadable = { deliveryId: 'a', readOrder: () => Promise.reject(cause) };

    const { failed, stored } = await storeOrders([unreadable, delivery('b')], aStore().store);

    expect(failed.map(({ deliveryId }) => deliveryId)).toEqual(['a']);
    expect(failed[0]?.error.cause).toBe(cause);
    expect(stored).toBe(1);
  });

  it('fails every message of an order that could not be kept, and no other', async () => {
    const { failed, stored } = await storeOrders(
      [
        delivery('a', { orderId: ids.first }),
        delivery('b', { orderId: ids.second }),
        delivery('c', { orderId: ids.first }),
      ],
      aStore([], [ids.first]).store,
    );

    expect(failed.map(({ deliveryId }) => deliveryId)).toEqual(['a', 'c']);
    expect(stored).toBe(1);
  });
});
