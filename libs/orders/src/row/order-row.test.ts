import type { PayloadRef } from '@acado/events';
import { aPlacedOrder } from '@acado/events/testing';
import { fingerprintOf } from './fingerprint.ts';
import { storedOrder, toRow } from './order-row.ts';

const accepted = (order = aPlacedOrder()) => ({ order, fingerprint: fingerprintOf(order) });

const aPayloadStore = () => {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    put: async (id: string, payload: Uint8Array | string): Promise<PayloadRef> => {
      const bytes = Buffer.from(payload);
      kept.set(id, bytes);
      return { bucket: 'a-bucket', key: id, bytes: bytes.byteLength, sha256: 'a'.repeat(64) };
    },
    get: async ({ key }: PayloadRef) => kept.get(key)!,
  };
};

describe('toRow', () => {
  it('adds up what queries ask for', async () => {
    const lines = [
      { sku: 'bolt-m8', quantity: 4, unitAmount: 25 },
      { sku: 'nut-m8', quantity: 2, unitAmount: 10 },
    ];

    expect(await toRow(accepted(aPlacedOrder({ lines })), aPayloadStore())).toMatchObject({
      customerId: 'customer-1',
      lineCount: 2,
      totalAmount: 120,
      lines,
    });
  });

  it('is the same for the same order', async () => {
    expect(await toRow(accepted(), aPayloadStore())).toEqual(
      await toRow(accepted(), aPayloadStore()),
    );
  });

  it('keeps the body elsewhere where write units cost more than an object', async () => {
    const bodies = aPayloadStore();

    const inline = await toRow(accepted(aPlacedOrder({ note: 'x'.repeat(7_000) })), bodies);
    const referring = await toRow(accepted(aPlacedOrder({ note: 'x'.repeat(9_000) })), bodies);

    expect(inline).not.toHaveProperty('body');
    expect(referring).toMatchObject({ totalAmount: 100, body: { bucket: 'a-bucket' } });
    expect(referring).not.toHaveProperty('note');
    expect(referring).not.toHaveProperty('lines');
    expect(bodies.kept.size).toBe(1);
  });
});

describe('storedOrder', () => {
  it.each(['ring twice', 'x'.repeat(9_000)])('gives the order back (%#)', async (note) => {
    const order = aPlacedOrder({ note });
    const bodies = aPayloadStore();

    const { fingerprint, read } = storedOrder(await toRow(accepted(order), bodies), bodies);

    expect(fingerprint).toBe(fingerprintOf(order));
    expect(await read()).toEqual(order);
  });

  it('refuses what is no row of an order', () => {
    expect(() => storedOrder({ orderId: '1' }, aPayloadStore())).toThrow();
  });
});
