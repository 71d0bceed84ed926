import fc from 'fast-check';
import { itemSize } from './item-size.ts';

describe('itemSize', () => {
  it.each([
    ['names and strings in UTF-8', { id: 'a', näme: 'é' }, 2 + 1 + 5 + 2],
    ['booleans and null', { a: true, b: null }, 4],
    ['binary', { a: new Uint8Array(10) }, 11],
    ['sets', { a: new Set(['ab', 'c']) }, 4],
    ['lists', { a: ['b', 'c'] }, 1 + 3 + 2 * 2],
    ['maps', { a: { b: 'c' } }, 1 + 3 + 1 + 2],
    ['small numbers', { a: 5 }, 1 + 2],
    ['negative numbers', { a: -5 }, 1 + 3],
    ['long numbers', { a: 1234567.5 }, 1 + 5],
    ['round numbers', { a: 1_000_000 }, 1 + 2],
    ['big integers', { a: 12345678901234567890n }, 1 + 11],
    ['zero', { a: 0 }, 1 + 1],
    ['nothing for undefined', { a: undefined }, 0],
  ])('counts %s', (_, item, bytes) => expect(itemSize(item)).toBe(bytes));

  it('grows with each attribute', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (item, value) => {
        const larger = { ...item, anotherAttribute: value };
        expect(itemSize(larger)).toBeGreaterThan(
          itemSize({ ...item, anotherAttribute: undefined }),
        );
      }),
    );
  });
});
