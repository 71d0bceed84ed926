import { sampleOrders } from './orders.ts';

describe('sampleOrders', () => {
  it('makes the same orders of the same seed, and others of another', () => {
    expect(sampleOrders(50, 7)).toEqual(sampleOrders(50, 7));
    expect(sampleOrders(50, 8)).not.toEqual(sampleOrders(50, 7));
  });

  it('makes the first orders whatever comes after them', () => {
    expect(sampleOrders(50, 7).slice(0, 10)).toEqual(sampleOrders(10, 7));
  });

  it('keeps to the order contract', () => {
    for (const { orderId, customerId, currency, lines, placedAt } of sampleOrders(500, 1)) {
      expect(orderId).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      expect(customerId).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      expect(currency).toMatch(/^[A-Z]{3}$/);
      expect(placedAt).toBe(new Date(placedAt).toISOString());
      for (const { sku, quantity, unitAmount } of lines) {
        expect(sku.length).toBeLessThanOrEqual(64);
        expect(quantity).toBeGreaterThanOrEqual(1);
        expect(quantity).toBeLessThanOrEqual(12);
        expect(Number.isInteger(unitAmount) && unitAmount >= 99).toBe(true);
      }
    }
  });

  it('gives every order an id of its own, one to ten lines, and a note to about every tenth', () => {
    const orders = sampleOrders(2000, 3);
    const counts = new Set(orders.map(({ lines }) => lines.length));

    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(2000);
    expect([...counts].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(orders.filter(({ lines }) => lines.length <= 3).length).toBeGreaterThan(1200);
    const notes = orders.filter(({ note }) => note !== undefined).length;
    expect(notes).toBeGreaterThan(120);
    expect(notes).toBeLessThan(280);
  });
});
