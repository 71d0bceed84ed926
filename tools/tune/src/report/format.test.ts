import { cheaper, dollars, faster, ms, perMillion, percent, sizes } from './format.ts';

describe('figures', () => {
  it('have three significant digits', () => {
    expect([0, 0.5, 3.071, 9.999, 48.12, 99.96, 123.4, 12_345.6].map(ms)).toEqual([
      '0',
      '0.50',
      '3.07',
      '10.0',
      '48.1',
      '100',
      '123',
      '12,346',
    ]);
    expect([0, 4.21e-7, 1.23e-5, 0.0123].map(perMillion)).toEqual([
      '$0.00',
      '$0.421',
      '$12.30',
      '$12,300.00',
    ]);
  });

  it('of money have cents, and more digits below ten of them', () => {
    expect([0.00123, 0.421, -1234.5].map(dollars)).toEqual(['$0.00123', '$0.42', '−$1,234.50']);
  });

  it('of shares have no sign', () => {
    expect([0.005, -0.123, 0, 2.5].map(percent)).toEqual(['0.5 %', '12 %', '0 %', '250 %']);
  });
});

describe('savings', () => {
  it('are told in words', () => {
    expect([0.2, -0.2, 0.0001, -1.5].map(cheaper)).toEqual([
      '20 % cheaper',
      '20 % dearer',
      'no cheaper',
      '2.50× dearer',
    ]);
    expect(faster(-9)).toBe('10.0× slower');
  });
});

describe('sizes', () => {
  it('are few words', () => {
    expect(sizes([256])).toBe('256 MB');
    expect(sizes([512, 128])).toBe('128 and 512 MB');
    expect(sizes([128, 256, 1024])).toBe('128, 256 and 1,024 MB');
    expect(sizes([128, 256, 512, 1024])).toBe('128 to 1,024 MB (4 sizes)');
  });
});
