import { validate } from '@acado/powertools/validate';
import { orderSchema, placedOrderSchema } from './order.ts';
import { anOrder, aPlacedOrder } from './testing/an-order.ts';

const fieldsOf = (input: unknown): string[] =>
  (validate(orderSchema, input, 'body').errors ?? []).map(({ field }) => field);

const line = { sku: 'bolt', quantity: 1, unitAmount: 1 };

describe('orderSchema', () => {
  it('takes an order with and without its optional fields', () => {
    expect(fieldsOf(anOrder())).toEqual([]);
    expect(fieldsOf(aPlacedOrder({ note: 'Ring twice' }))).toEqual([]);
  });

  it('names everything that is missing', () => {
    expect(fieldsOf({})).toEqual(['customerId', 'currency', 'lines']);
  });

  it('refuses unknown fields and names them', () => {
    expect(fieldsOf({ ...anOrder(), discount: 1, lines: [{ ...line, colour: 'red' }] })).toEqual([
      'lines[0].colour',
      'discount',
    ]);
  });

  it.each([
    ['orderId', 'not-a-uuid'],
    ['customerId', ''],
    ['customerId', 'a b'],
    ['customerId', 'a'.repeat(65)],
    ['currency', 'eur'],
    ['currency', 'EURO'],
    ['lines', []],
    ['lines', Array(10_001).fill(line)],
    ['note', 'x'.repeat(1_000_001)],
    ['note', 'a\0b'],
    ['note', '\uffff'],
    ['note', '\ud83c'],
    ['placedAt', '2026-01-01'],
    ['placedAt', '2026-01-01T00:00:00+01:00'],
    ['placedAt', '2026-13-01T00:00:00Z'],
  ])('refuses %s when it is %.40j', (field, value) => {
    expect(fieldsOf({ ...anOrder(), [field]: value })).toEqual([field]);
  });

  it.each([
    ['sku', ''],
    ['sku', 'x'.repeat(65)],
    ['sku', 'a\u0007'],
    ['description', 'x'.repeat(1_001)],
    ['description', '\udf89\ud83c'],
    ['quantity', 0],
    ['quantity', 10_001],
    ['quantity', 1.5],
    ['quantity', '1'],
    ['unitAmount', -1],
    ['unitAmount', 1_000_000_001],
    ['unitAmount', 0.1],
  ])("refuses a line's %s when it is %.40j", (field, value) => {
    expect(fieldsOf({ ...anOrder(), lines: [line, { ...line, [field]: value }] })).toEqual([
      `lines[1].${field}`,
    ]);
  });

  it('takes text of any script, with emoji and line breaks', () => {
    const text = 'Чайник 東京 🎉\r\n\t';
    expect(fieldsOf({ ...anOrder(), note: text, lines: [{ ...line, sku: text }] })).toEqual([]);
  });

  it('takes the largest values', () => {
    const lines = Array(900).fill({
      sku: 'x'.repeat(64),
      quantity: 10_000,
      unitAmount: 1_000_000_000,
    });
    expect(fieldsOf({ ...anOrder(), lines, note: 'x'.repeat(1_000_000) })).toEqual([]);
  });

  it('names one fault when there are far too many lines, however bad they are', () => {
    expect(fieldsOf({ ...anOrder(), lines: Array(1_000_000).fill(0) })).toEqual(['lines']);
  });

  it('refuses lines whose total is no exact number', () => {
    const lines = Array(901).fill({ sku: 'x', quantity: 10_000, unitAmount: 1_000_000_000 });
    expect(fieldsOf({ ...anOrder(), lines })).toEqual(['lines']);
  });

  it('writes the id in lower case, so that one order has one key', () => {
    const orderId = '01980000-0000-7000-8000-00000000ABCD';
    expect(orderSchema.parse({ ...anOrder(), orderId }).orderId).toBe(orderId.toLowerCase());
  });
});

describe('placedOrderSchema', () => {
  it('wants the id and the time', () => {
    const { errors = [] } = validate(placedOrderSchema, anOrder(), 'body');
    expect(errors.map(({ field }) => field)).toEqual(['orderId', 'placedAt']);
  });

  it('is as strict as the order', () => {
    const { errors = [] } = validate(placedOrderSchema, { ...aPlacedOrder(), x: 1 }, 'body');
    expect(errors.map(({ field }) => field)).toEqual(['x']);
  });
});
