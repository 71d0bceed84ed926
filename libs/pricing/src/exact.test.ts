import fc from 'fast-check';
import { Exact } from './exact.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => Exact.of(digits).over(10n ** BigInt(places)));

describe('Exact', () => {
  it.each([
    ['0', '0'],
    ['0.0000166667', '0.0000166667'],
    ['-1.50', '-1.5'],
    ['100', '100'],
    [1e-7, '0.0000001'],
    [1.5e21, '1500000000000000000000'],
    [0.1, '0.1'],
    [-0, '0'],
    [12n, '12'],
  ])('reads %s', (value, text) => {
    expect(Exact.of(value).toString()).toBe(text);
  });

  it.each([NaN, Infinity, -Infinity, '', '1,5', 'one', '.5', '1.', '0x10', ' 1'])(
    'refuses %s',
    (value) => {
      expect(() => Exact.of(value)).toThrow(RangeError);
    },
  );

  it('adds tenths without drift', () => {
    const tenths = Array.from({ length: 10_000 }, () => Exact.of(0.1));
    expect(Exact.sum(tenths).toString()).toBe('1000');
  });

  it('keeps thirds', () => {
    const third = Exact.of(1).over(3);
    expect(third.plus(third).plus(third).compare(1)).toBe(0);
    expect(third.toFixed(4)).toBe('0.3333');
  });

  it('rounds half away from zero', () => {
    expect(Exact.of('0.125').toFixed(2)).toBe('0.13');
    expect(Exact.of('-0.125').toFixed(2)).toBe('-0.13');
    expect(Exact.of('-0.001').toFixed(2)).toBe('0.00');
    expect(Exact.of('2.5').toFixed(0)).toBe('3');
  });

  it.each([
    ['0', '0'],
    ['0.001', '1'],
    ['1', '1'],
    ['1697.472', '1698'],
    ['-1.5', '-1'],
  ])('rounds %s up to %s', (value, up) => {
    expect(Exact.of(value).ceil().toString()).toBe(up);
  });

  it('refuses to divide by zero', () => {
    expect(() => Exact.of(1).over(0)).toThrow('Division by zero');
  });

  it('divides by negatives', () => {
    expect(Exact.of(1).over(-4).toString()).toBe('-0.25');
  });

  it('gives back the number it was made from', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Exact.of(value).toNumber()).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it('follows the laws of arithmetic', () => {
    fc.assert(
      fc.property(decimal, decimal, decimal, (a, b, c) => {
        expect(
          a
            .plus(b)
            .times(c)
            .compare(a.times(c).plus(b.times(c))),
        ).toBe(0);
        expect(a.minus(b).plus(b).compare(a)).toBe(0);
        expect(Exact.max(a, b).plus(Exact.min(a, b)).compare(a.plus(b))).toBe(0);
      }),
    );
  });
});
