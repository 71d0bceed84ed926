import { type Order, orderSchema, type PlacedOrder, placedOrderSchema } from '../order.ts';

/**
 * A small valid order as a client posts it, without id and time.
 *
 * @example
 * anOrder({ customerId: 'c-2' });
 */
export const anOrder = (overrides: Partial<Order> = {}): Order =>
  orderSchema.parse({
    customerId: 'customer-1',
    currency: 'EUR',
    lines: [{ sku: 'bolt-m8', description: 'Bolt M8', quantity: 4, unitAmount: 25 }],
    ...overrides,
  });

/**
 * A small valid order as it travels on the bus.
 *
 * @example
 * aPlacedOrder({ orderId: randomUUID() });
 */
export const aPlacedOrder = (overrides: Partial<PlacedOrder> = {}): PlacedOrder =>
  placedOrderSchema.parse({
    ...anOrder(),
    orderId: '01980000-0000-7000-8000-000000000001',
    placedAt: '2026-01-01T12:00:00.000Z',
    ...overrides,
  });
