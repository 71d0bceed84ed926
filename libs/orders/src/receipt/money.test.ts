import { formatAmount } from './money.ts';

describe('formatAmount', () => {
  it.each([
    [0, 'EUR', '0.00'],
    [5, 'EUR', '0.05'],
    [123_456, 'EUR', '1,234.56'],
    [1_234, 'JPY', '1,234'],
    [1_234, 'KWD', '1.234'],
    [Number.MAX_SAFE_INTEGER, 'USD', '90,071,992,547,409.91'],
  ])('writes %s minor units of %s as %s', (minorUnits, currency, written) => {
    expect(formatAmount(minorUnits, currency)).toBe(written);
  });

  it('takes two decimals for a code that is no currency', () => {
    expect(formatAmount(100, 'QQQ')).toBe('1.00');
  });
});
