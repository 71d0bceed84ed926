import { aPlacedOrder } from '@acado/events/testing';
import { fingerprintOf } from './fingerprint.ts';
import { inlineRow, referringRow, storedRowSchema } from './order-row.ts';

const accepted = (order = aPlacedOrder()) => ({ order, fingerprint: fingerprintOf(order) });

describe('inlineRow', () => {
  it('adds up what queries ask for', () => {
    const lines = [
      { sku: 'bolt-m8', quantity: 4, unitAmount: 25 },
      { sku: 'nut-m8', quantity: 2, unitAmount: 10 },
    ];

    expect(inlineRow(accepted(aPlacedOrder({ lines })))).toMatchObject({
      customerId: 'customer-1',
      lineCount: 2,
      totalAmount: 120,
      lines,
    });
  });

  it('is the same for the same order', () => {
    expect(inlineRow(accepted())).toEqual(inlineRow(accepted()));
  });

  it('gives the order back', () => {
    const order = aPlacedOrder({ note: 'ring twice' });

    expect(storedRowSchema.parse(inlineRow(accepted(order)))).toEqual({
      ...order,
      fingerprint: fingerprintOf(order),
    });
  });

  it('is none where write units cost more than an object', () => {
    expect(inlineRow(accepted(aPlacedOrder({ note: 'x'.repeat(7_000) })))).toBeDefined();
    expect(inlineRow(accepted(aPlacedOrder({ note: 'x'.repeat(9_000) })))).toBeUndefined();
  });
});

describe('referringRow', () => {
  it('holds the summary and the place of the body', () => {
    const body = { bucket: 'a-bucket', key: 'orders/1.json', bytes: 9, sha256: 'a'.repeat(64) };

    const row = referringRow(accepted(aPlacedOrder({ note: 'x'.repeat(9_000) })), body);

    expect(row).toMatchObject({ totalAmount: 100, body });
    expect(row).not.toHaveProperty('note');
    expect(row).not.toHaveProperty('lines');
  });
});
