import './testing/loud.ts';
import * as z from 'zod';
import * as mini from 'zod/mini';
import { summarise, validate } from './validate.ts';

const fieldsOf = (schema: z.ZodType, input: unknown): string[] =>
  (validate(schema, input, 'body').errors ?? []).map(({ field }) => field);

const line = z.strictObject({ sku: z.string(), quantity: z.int() });
const order = z.strictObject({ lines: z.array(line), note: z.string().optional() });

describe('validate', () => {
  it('returns the parsed value', () => {
    expect(validate(z.coerce.number(), '1', 'body')).toEqual({ data: 1 });
  });

  it('names nested fields by their path', () => {
    const lines = [
      { sku: 'a', quantity: 1 },
      { sku: 1, quantity: 1.5 },
    ];
    expect(fieldsOf(order, { lines })).toEqual(['lines[1].sku', 'lines[1].quantity']);
  });

  it('names each unknown field, nested ones too', () => {
    const lines = [{ sku: 'a', quantity: 1, x: 1, y: 2 }];
    expect(fieldsOf(order, { lines, z: 1 })).toEqual(['lines[0].x', 'lines[0].y', 'z']);
  });

  it('calls the whole input by its name', () => {
    expect(fieldsOf(order, 'text')).toEqual(['body']);
  });

  it('judges the alternative of a union that was meant', () => {
    const oneOrMany = z.union([order, z.array(order)]);
    expect(fieldsOf(oneOrMany, { lines: [{ sku: 'a' }] })).toEqual(['lines[0].quantity']);
    expect(fieldsOf(oneOrMany, [{ lines: [] }, { lines: 1 }])).toEqual(['[1].lines']);
    expect(fieldsOf(oneOrMany, 1)).toEqual(['body']);
    expect(fieldsOf(z.object({ orders: oneOrMany }), { orders: [{}] })).toEqual([
      'orders[0].lines',
    ]);
  });

  it('judges the alternative with the fewest faults among those of one kind', () => {
    const inline = z.strictObject({ metadata: z.object({ id: z.string() }), data: order });
    const reference = z.strictObject({
      metadata: z.object({ id: z.string() }),
      dataRef: z.string(),
    });
    const either = z.union([inline, reference]);
    expect(fieldsOf(either, { metadata: { id: '1' }, dataRef: 1 })).toEqual(['dataRef']);
    expect(fieldsOf(either, { metadata: { id: 1 }, data: { lines: [] } })).toEqual(['metadata.id']);
  });

  it('says what is expected, for schemas of zod/mini too', () => {
    expect(validate(mini.int(), 'x', 'n').errors).toEqual(validate(z.int(), 'x', 'n').errors);
    expect(validate(mini.int(), 'x', 'n').errors).toEqual([
      { field: 'n', message: 'Invalid input: expected number, received string' },
    ]);
  });

  it("keeps a schema's own words", () => {
    expect(validate(mini.string('A name, please'), 1, 'name').errors).toEqual([
      { field: 'name', message: 'A name, please' },
    ]);
  });

  it('names the first 100 faults of an input that has endless ones', () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`x${index}`, 1]));
    expect(fieldsOf(order, { lines: [], ...many })).toHaveLength(100);
  });

  it('cuts what a client made endless', () => {
    expect(fieldsOf(order, { lines: [], ['x'.repeat(10_000)]: 1 })[0]).toHaveLength(200);
    const quoting = mini.string({ error: ({ input }) => `Not ${JSON.stringify(input)}` });
    const { errors = [] } = validate(quoting, Array(10_000).fill(1), 'name');
    expect(errors[0]?.message).toHaveLength(500);
  });
});

describe('summarise', () => {
  it('puts the first errors into one line', () => {
    const errors = [1, 2, 3].map((n) => ({ field: `f${n}`, message: 'no' }));
    expect(summarise(errors, 2)).toBe('f1: no; f2: no');
  });
});
