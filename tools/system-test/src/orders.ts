import { randomUUID } from 'node:crypto';

/** An order as a client posts it. */
export const sampleOrder = (overrides: Record<string, unknown> = {}) => ({
  orderId: randomUUID(),
  customerId: 'customer-1',
  currency: 'EUR',
  lines: [
    { sku: 'LAMP-1', description: 'Desk lamp', quantity: 2, unitAmount: 1999 },
    { sku: 'BULB-9', description: 'LED bulb', quantity: 4, unitAmount: 450 },
  ],
  ...overrides,
});
