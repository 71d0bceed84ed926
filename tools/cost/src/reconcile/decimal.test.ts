import { Exact } from '@acado/pricing';
import fc from 'fast-check';
import { DecimalSum, parseDecimal } from './decimal.ts';

const sumOf = (...texts: string[]) => {
  const sum = new DecimalSum();
  for (const text of texts) sum.add(parseDecimal(text)!);
  return sum.toExact().toString();
};

describe('parseDecimal', () => {
  it.each(['', '-', '.', '1,5', '1.2.3', '0x10', 'NaN', 'Infinity', '1e', '1 ', '1e9999'])(
    'refuses %j',
    (text) => expect(parseDecimal(text)).toBeUndefined(),
  );

  it.each([
    ['0', '0'],
    ['-1.50', '-1.5'],
    ['+.5', '0.5'],
    ['6.123E-7', '0.0000006123'],
    ['3.1e8', '310000000'],
    ['2e+3', '2000'],
  ])('reads %s as %s', (text, value) => expect(sumOf(text)).toBe(value));
});

describe('DecimalSum', () => {
  it('does not drift', () => {
    expect(sumOf(...Array.from({ length: 1000 }, () => '0.1'))).toBe('100');
    expect(sumOf('1e3', '0.001', '-1e2', '7')).toBe('907.001');
  });

  it('is the sum of exact numbers, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 })), (numbers) => {
        const sum = Exact.sum(numbers.map((number) => Exact.of(number))).toString();
        const texts = numbers.map(String);
        expect(sumOf(...texts)).toBe(sum);
        expect(sumOf(...texts.reverse())).toBe(sum);
      }),
    );
  });
});
