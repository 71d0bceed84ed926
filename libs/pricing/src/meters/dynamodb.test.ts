import { unitsOf } from '../testing/units-of.ts';

describe('dynamodb-writes', () => {
  const unitsFor = (fields: object) =>
    unitsOf({ meter: 'dynamodb-writes', writes: 1, ...fields })['dynamodb.write-request-units'];

  it.each([
    [0, '1'],
    [1, '1'],
    [1024, '1'],
    [1025, '2'],
    [409_600, '400'],
  ])('takes 1 KB units for an item of %s bytes', (itemBytes, units) => {
    expect(unitsFor({ itemBytes })).toBe(units);
  });

  it('rounds each write by itself', () => {
    expect(unitsFor({ writes: 1000, itemBytes: 1 })).toBe('1000');
  });

  it('bills every index that changes, by its own size', () => {
    expect(unitsFor({ itemBytes: 3000, indexItemBytes: [100, 1025] })).toBe('6'); // 3 + 1 + 2
  });

  it('bills a transaction twice', () => {
    expect(unitsFor({ itemBytes: 1025, transactional: true })).toBe('4');
    expect(unitsFor({ itemBytes: 100, indexItemBytes: [100], transactional: true })).toBe('4');
  });

  it('refuses an item over 400 KB', () => {
    expect(() => unitsFor({ itemBytes: 409_601 })).toThrow(/itemBytes/);
    expect(() => unitsFor({ itemBytes: 1, indexItemBytes: [1, -1] })).toThrow(/indexItemBytes\.1/);
  });
});

describe('dynamodb-reads', () => {
  it.each([
    ['eventual', 0, '0.5'],
    ['eventual', 4096, '0.5'],
    ['eventual', 4097, '1'],
    ['strong', 4096, '1'],
    ['strong', 4097, '2'],
    ['transactional', 4096, '2'],
    ['transactional', 4097, '4'],
  ])('takes 4 KB units: %s, %s bytes', (consistency, itemBytes, units) => {
    expect(unitsOf({ meter: 'dynamodb-reads', reads: 1, itemBytes, consistency })).toEqual({
      'dynamodb.read-request-units': units,
    });
  });
});

describe('dynamodb-units', () => {
  it('takes measured capacity as it is', () => {
    const line = { meter: 'dynamodb-units', writeRequestUnits: 7, readRequestUnits: 2.5 };
    expect(unitsOf(line)).toEqual({
      'dynamodb.write-request-units': '7',
      'dynamodb.read-request-units': '2.5',
    });
  });
});

describe('dynamodb-storage', () => {
  it('takes GB-months of 30 days', () => {
    const gb = { meter: 'dynamodb-storage', bytes: 2 ** 30 };
    expect(unitsOf(gb)).toEqual({ 'dynamodb.storage': '1' });
    expect(unitsOf({ ...gb, days: 3 })).toEqual({ 'dynamodb.storage': '0.1' });
    expect(unitsOf({ ...gb, days: 0 })).toEqual({ 'dynamodb.storage': '0' });
  });
});
