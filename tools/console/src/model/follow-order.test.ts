import { followOrder } from './follow-order.ts';

describe('followOrder', () => {
  const urls = { orderUrl: 'http://127.0.0.1:1', receiptUrl: 'http://127.0.0.1:2' };

  it('knows nothing of an order that is on its way', () => {
    expect(followOrder('a', urls).steps).toEqual([
      { name: 'stored', done: false },
      { name: 'receipt', done: false },
      { name: 'archived', done: false },
    ]);
  });

  it('leads to what is there', () => {
    const found = { ...urls, order: {}, receipt: {}, claim: { objectKey: 'archive/a.gz' } };
    expect(followOrder('a', found).steps).toEqual([
      { name: 'stored', done: true, url: 'http://127.0.0.1:1/orders/a' },
      { name: 'receipt', done: true, url: 'http://127.0.0.1:2/orders/a/receipt' },
      { name: 'archived', done: true, note: 'archive/a.gz' },
    ]);
  });
});
