import { itemSize, readUnits, writeUnits } from './item-size.ts';

describe('itemSize', () => {
  it.each([
    ['text, in UTF-8', { S: 'aü' }, 3],
    ['the number 0', { N: '0' }, 1],
    ['a number of three digits', { N: '123' }, 3],
    ['a number with zeros at both ends', { N: '0012300' }, 3],
    ['a fraction', { N: '0.0015' }, 2],
    ['a negative number', { N: '-12' }, 3],
    ['a number with an exponent', { N: '1E10' }, 2],
    ['bytes', { B: Buffer.from('abc').toString('base64') }, 3],
    ['null', { NULL: true }, 1],
    ['a boolean', { BOOL: false }, 1],
    ['a set of texts', { SS: ['a', 'bc'] }, 3],
    ['a set of numbers', { NS: ['1', '123'] }, 5],
    ['an empty list', { L: [] }, 3],
    ['a list', { L: [{ S: 'ab' }, { N: '1' }] }, 3 + 1 + 2 + 1 + 2],
    ['a map', { M: { key: { S: 'ab' } } }, 3 + 1 + 3 + 2],
    ['a map in a list', { L: [{ M: { k: { BOOL: true } } }] }, 3 + 1 + 3 + 1 + 1 + 1],
  ])('counts %s', (_name, value, bytes) => {
    expect(itemSize({ nä: value })).toBe('nä'.length + 1 + bytes);
  });
});

describe('writeUnits', () => {
  it.each([
    [0, 1],
    [1024, 1],
    [1025, 2],
    [400 * 1024, 400],
  ])('is for %d bytes %d', (bytes, units) => expect(writeUnits(bytes)).toBe(units));
});

describe('readUnits', () => {
  it.each([
    [0, 0.5, 1],
    [4096, 0.5, 1],
    [4097, 1, 2],
    [8193, 1.5, 3],
  ])('is for %d bytes %d, or %d when strongly consistent', (bytes, eventual, strong) => {
    expect(readUnits(bytes, false)).toBe(eventual);
    expect(readUnits(bytes, true)).toBe(strong);
  });
});
