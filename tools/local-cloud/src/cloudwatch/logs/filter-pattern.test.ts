import { parseFilterPattern } from './filter-pattern.ts';

const line = 'ERROR order 17 timed out: "PUT /orders"';
const record = JSON.stringify({
  level: 'ERROR',
  status: 503,
  retry: true,
  code: null,
  order: { lines: [{ sku: 'tea-1' }], 'ship to': 'Graz' },
});

describe('parseFilterPattern', () => {
  it.each([
    ['', true],
    ['ERROR', true],
    ['error', false],
    ['ERROR order', true],
    ['ERROR refund', false],
    ['"timed out"', true],
    ['"out timed"', false],
    ['"\\"PUT /orders\\""', true],
    ['?WARN ?ERROR', true],
    ['?WARN ?FATAL', false],
    ['ERROR -order', false],
    ['ERROR -"refund order"', true],
    ['-refund', true],
    ['%order \\d+%', true],
    ['{ $.level = "ERROR" }', false],
  ])('takes text by %s', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(line)).toBe(expected);
  });

  it.each([
    ['{ $.level = "ERROR" }', true],
    ['{ $.level = ERROR }', true],
    ['{ $.level != "ERROR" }', false],
    ['{ $.level = "E*R" }', true],
    ['{ $.status >= 500 && $.status < 504 }', true],
    ['{ $.status = 503 }', true],
    ['{ $.status > 503 || $.retry IS TRUE }', true],
    ['{ ($.status > 503 || $.retry IS FALSE) && $.level = "ERROR" }', false],
    ['{ $.code IS NULL }', true],
    ['{ $.other IS NULL }', false],
    ['{ $.code EXISTS }', true],
    ['{ $.other NOT EXISTS }', true],
    ['{ $.other != "x" }', false],
    ['{ $.order.lines[0].sku = "tea-*" }', true],
    ['{ $.order[\'ship to\'] = "Graz" }', true],
    ['{ $.constructor EXISTS }', false],
  ])('takes JSON by %s', (pattern, expected) => {
    expect(parseFilterPattern(pattern)(record)).toBe(expected);
  });

  it.each([
    '{ $.level = }',
    '{ level = 1 }',
    '{ $.a = 1 } x',
    '{ $.a > b }',
    '[a, b]',
    '%(%',
    '{ ($.a = 1 }',
  ])('refuses %s', (pattern) => {
    expect(() => parseFilterPattern(pattern)).toThrow('Invalid filter pattern');
  });
});
