import fc from 'fast-check';
import type { PlacedOrder } from '../order.ts';

const line = fc.record(
  {
    sku: fc.string({ minLength: 1, maxLength: 64 }),
    description: fc
      .string({ maxLength: 200, unit: 'grapheme' })
      .map((text) => text.slice(0, 1_000)),
    quantity: fc.integer({ min: 1, max: 10_000 }),
    unitAmount: fc.integer({ min: 0, max: 1_000_000 }),
  },
  { requiredKeys: ['sku', 'quantity', 'unitAmount'] },
);

/** Any order that may be on the bus; its note decides how large it is. */
export const placedOrders = (maxNote = 200): fc.Arbitrary<PlacedOrder> =>
  fc.record(
    {
      orderId: fc.uuid({ version: [4, 5, 7] }),
      customerId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
      currency: fc.stringMatching(/^[A-Z]{3}$/),
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
      note: fc.nat(maxNote).map((length) => 'é'.repeat(length)),
      placedAt: fc
        .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
    },
    { requiredKeys: ['orderId', 'customerId', 'currency', 'lines', 'placedAt'] },
  );
