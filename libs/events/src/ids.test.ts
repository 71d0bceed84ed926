import { eventIdFor, orderIdFrom } from './ids.ts';

const customerId = 'customer-1';

describe('orderIdFrom', () => {
  it("takes the client's own id", () => {
    const orderId = '01980000-0000-7000-8000-000000000001';
    expect(orderIdFrom({ customerId, orderId }, { idempotencyKey: 'k' })).toBe(orderId);
  });

  it('derives the same id from the same idempotency key', () => {
    const id = orderIdFrom({ customerId }, { idempotencyKey: 'cart-7' });
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
    expect(orderIdFrom({ customerId }, { idempotencyKey: 'cart-7' })).toBe(id);
  });

  it('derives different ids from other keys, customers and positions', () => {
    const ids = [
      orderIdFrom({ customerId }, { idempotencyKey: 'k' }),
      orderIdFrom({ customerId }, { idempotencyKey: 'l' }),
      orderIdFrom({ customerId: 'customer-2' }, { idempotencyKey: 'k' }),
      orderIdFrom({ customerId }, { idempotencyKey: 'k', index: 0 }),
      orderIdFrom({ customerId }, { idempotencyKey: 'k', index: 1 }),
      orderIdFrom({ customerId }, { idempotencyKey: '1/k' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('makes new ids that sort by time when there is nothing to derive from', () => {
    const ids = Array.from({ length: 50 }, () => orderIdFrom({ customerId }));
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect(new Set(ids).size).toBe(50);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('eventIdFor', () => {
  it('never changes: consumers know events by it', () => {
    expect(eventIdFor('OrderPlaced.v1', '01980000-0000-7000-8000-000000000001')).toBe(
      '89c11cfe-453e-5da3-881e-f3eb414b3bca',
    );
  });

  it('differs by type and subject', () => {
    expect(eventIdFor('OrderPlaced.v1', 'a')).not.toBe(eventIdFor('OrderPlaced.v2', 'a'));
    expect(eventIdFor('OrderPlaced.v1', 'a')).not.toBe(eventIdFor('OrderPlaced.v1', 'b'));
  });
});
