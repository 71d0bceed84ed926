import { anOrder } from '@acado/events/testing';
import { PayloadTooLarge } from '@acado/powertools';
import { validate } from '@acado/powertools/validate';
import { randomUUID } from 'node:crypto';
import { bodySchema, readOrders } from './read-orders.ts';

const noLine = { ...anOrder(), lines: [{ sku: 'bolt', quantity: 0, unitAmount: 1 }] };
const largeOrder = (bytes: number) => ({ ...anOrder(), note: 'x'.repeat(bytes) });

describe('bodySchema', () => {
  it.each([
    [[], 'Expected at least 1 order'],
    [Array.from({ length: 101 }, () => ({})), 'Expected at most 100 orders'],
    [5, 'Expected an order or an array of orders'],
    [null, 'Expected an order or an array of orders'],
    [undefined, 'Expected an order or an array of orders'],
  ])('refuses what cannot be orders: %#', (body, message) => {
    expect(validate(bodySchema, body, 'body').errors).toEqual([{ field: 'body', message }]);
  });

  it('takes anything that may be an order, or up to 100 of anything', () => {
    expect(validate(bodySchema, { any: 'thing' }, 'body').errors).toBeUndefined();
    const body = Array.from({ length: 100 }, () => null);
    expect(validate(bodySchema, body, 'body').errors).toBeUndefined();
  });
});

describe('readOrders', () => {
  it('reads a single order', () => {
    expect(readOrders({ ...anOrder() })).toEqual([{ order: anOrder() }]);
  });

  it('names the wrong fields of a single order', () => {
    const [read] = readOrders({ ...noLine, surprise: 1 });
    expect(read!.errors!.map(({ field }) => field).sort()).toEqual([
      'lines[0].quantity',
      'surprise',
    ]);
  });

  it('judges each order of an array on its own and names the order in the field', () => {
    const read = readOrders([anOrder(), noLine, 7, anOrder()]);
    expect(read.map(({ errors }) => errors?.map(({ field }) => field))).toEqual([
      undefined,
      ['[1].lines[0].quantity'],
      ['[2]'],
      undefined,
    ]);
  });

  it('names no more than 20 wrong fields of an order', () => {
    const line = { sku: '', quantity: 0, unitAmount: -1 };
    const [read] = readOrders({ ...anOrder(), lines: Array.from({ length: 1000 }, () => line) });
    expect(read!.errors).toHaveLength(20);
  });

  it('refuses an orderId that came before in the same request', () => {
    const orderId = randomUUID();
    const read = readOrders([anOrder({ orderId }), anOrder(), anOrder({ orderId })]);
    expect(read.map(({ errors }) => errors)).toEqual([
      undefined,
      undefined,
      [{ field: '[2].orderId', message: 'Repeats [0].orderId' }],
    ]);
  });

  it('refuses an order of more than 1 MiB, alone or in an array', () => {
    const tooLarge = largeOrder(1_048_576);
    expect(() => readOrders(tooLarge)).toThrow(PayloadTooLarge);
    expect(() => readOrders(tooLarge)).toThrow('1048576');
    expect(readOrders([anOrder(), tooLarge])).toMatchObject([
      { order: anOrder(), index: 0 },
      { errors: [{ field: '[1]', message: expect.stringContaining('1048576') }] },
    ]);
  });
});
