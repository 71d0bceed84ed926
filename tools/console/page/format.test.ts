import { duration, plural, rate, usd } from './format.js';

describe('usd', () => {
  it.each([
    [undefined, '–'],
    [0, '$0'],
    [0.000000227, '$0.000000227'],
    [0.0000286, '$0.0000286'],
    [0.5, '$0.500'],
    [12.345, '$12.35'],
    [1e-15, '$0.000000000000'],
  ])('%s is %s', (value, text) => {
    expect(usd(value)).toBe(text);
  });
});

describe('rate', () => {
  it.each([
    [0, '0/s'],
    [0.24, '0.2/s'],
    [1234.5, '1,235/s'],
  ])('%s is %s', (value, text) => {
    expect(rate(value)).toBe(text);
  });
});

describe('duration', () => {
  it.each([
    [undefined, '–'],
    [3.48, '3.5 ms'],
    [1234, '1,234 ms'],
    [12_345, '12.3 s'],
  ])('%s is %s', (value, text) => {
    expect(duration(value)).toBe(text);
  });
});

describe('plural', () => {
  it('knows one from many', () => {
    expect([plural(1, 'order'), plural(2000, 'order')]).toEqual(['1 order', '2,000 orders']);
  });
});
