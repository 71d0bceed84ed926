import type { PlacedOrder } from '@acado/events';
import { aPlacedOrder } from '@acado/events/testing';
import { renderReceipt } from '@acado/orders/receipt';
import { issueReceipts } from './issue-receipts.ts';
import type { Receipt, ReceiptStore } from './receipt-store.ts';

const ids = {
  first: '01980000-0000-7000-8000-000000000001',
  second: '01980000-0000-7000-8000-000000000002',
};

function aStore(kept: Receipt[] = [], refused: string[] = []) {
  const receipts = new Map(kept.map(({ orderId, pdf }) => [orderId, pdf]));
  const store: ReceiptStore = {
    existing: async (orderIds) => new Set(orderIds.filter((id) => receipts.has(id))),
    save: async (fresh) => {
      const [unsaved, saved] = [true, false].map((is) =>
        fresh.filter(({ orderId }) => refused.includes(orderId) === is),
      );
      saved?.forEach(({ orderId, pdf }) => receipts.set(orderId, pdf));
      return (unsaved ?? []).map(({ orderId }) => ({ orderId, error: new Error('throttled') }));
    },
    find: async (orderId) => receipts.get(orderId),
  };
  return { store, receipts };
}

const delivery = (deliveryId: string, order: Partial<PlacedOrder> = {}) => ({
  deliveryId,
  readOrder: async () => aPlacedOrder(order),
});

describe('issueReceipts', () => {
  it('keeps a receipt for each order', async () => {
    const { store, receipts } = aStore();

    const result = await issueReceipts(
      [delivery('a', { orderId: ids.first }), delivery('b', { orderId: ids.second })],
      store,
    );

    expect(result).toEqual({ failed: [], issued: 2 });
    expect(receipts.get(ids.second)).toEqual(renderReceipt(aPlacedOrder({ orderId: ids.second })));
  });

  it('renders an order once that a batch brings twice', async () => {
    const result = await issueReceipts([delivery('a'), delivery('b')], aStore().store);

    expect(result).toEqual({ failed: [], issued: 1 });
  });

  it('leaves the first receipt alone', async () => {
    const pdf = Buffer.from('the first');
    const { store, receipts } = aStore([{ orderId: ids.first, pdf }]);

    const result = await issueReceipts([delivery('a', { orderId: ids.first })], store);

    expect(result).toEqual({ failed: [], issued: 0 });
    expect(receipts.get(ids.first)).toBe(pdf);
  });

  it('fails a message alone whose order cannot be read', async () => {
    const cause = new Error('no such payload');
    const unreadable = { deliveryId: 'a', readOrder: () => Promise.reject(cause) };

    const result = await issueReceipts([unreadable, delivery('b')], aStore().store);

    expect(result).toEqual({ failed: [{ deliveryId: 'a', error: expect.any(Error) }], issued: 1 });
    expect(result.failed[0]?.error.cause).toBe(cause);
  });

  it('fails every message of a receipt that could not be kept, and no other', async () => {
    const { store } = aStore([], [ids.first]);

    const { failed, issued } = await issueReceipts(
      [
        delivery('a', { orderId: ids.first }),
        delivery('b', { orderId: ids.second }),
        delivery('c', { orderId: ids.first }),
      ],
      store,
    );

    expect(failed.map(({ deliveryId }) => deliveryId)).toEqual(['a', 'c']);
    expect(issued).toBe(1);
  });
});
