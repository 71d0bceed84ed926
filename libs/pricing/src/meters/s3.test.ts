import { unitsOf } from '../testing/units-of.ts';

const KIB_128 = 131_072;
/** Objects of 128 KB that fill a GB. */
const PER_GB = 8192;

const storage = (fields: object) =>
  unitsOf({ meter: 's3-storage', objects: PER_GB, objectBytes: KIB_128, ...fields });

describe('s3-storage', () => {
  it('takes GB-months', () => {
    const line = { storageClass: 'STANDARD', objects: 1, objectBytes: 2 ** 30 };
    expect(storage(line)).toEqual({ 's3.storage.STANDARD': '1' });
    expect(storage({ ...line, days: 15 })).toEqual({ 's3.storage.STANDARD': '0.5' });
  });

  it.each(['STANDARD_IA', 'ONEZONE_IA', 'GLACIER_IR'])(
    'bills a small object in %s as 128 KB',
    (storageClass) => {
      const item = `s3.storage.${storageClass}`;
      expect(storage({ storageClass, objectBytes: 1 })).toEqual({ [item]: '1' });
      expect(storage({ storageClass, objectBytes: KIB_128 })).toEqual({ [item]: '1' });
      const larger = Number(storage({ storageClass, objectBytes: KIB_128 + 1 })[item]);
      expect(larger).toBeGreaterThan(1);
    },
  );

  it('bills a small object in STANDARD as it is', () => {
    expect(storage({ storageClass: 'STANDARD', objectBytes: 65_536 })).toEqual({
      's3.storage.STANDARD': '0.5',
    });
  });

  it.each(['GLACIER', 'DEEP_ARCHIVE'])(
    'adds 32 KB in %s and 8 KB in STANDARD to each object',
    (storageClass) => {
      expect(storage({ storageClass, objectBytes: 0 })).toEqual({
        [`s3.storage.${storageClass}`]: '0.25',
        's3.storage.STANDARD': '0.0625',
      });
    },
  );

  it.each([
    ['STANDARD_IA', 29, 30],
    ['STANDARD_IA', 30, 30],
    ['STANDARD_IA', 31, 31],
    ['ONEZONE_IA', 1, 30],
    ['GLACIER_IR', 89, 90],
    ['GLACIER_IR', 91, 91],
    ['GLACIER', 0, 90],
    ['DEEP_ARCHIVE', 179, 180],
    ['STANDARD', 1, 1],
  ])('bills %s removed after %s days for %s', (storageClass, days, billed) => {
    const line = { storageClass, objectBytes: KIB_128 };
    expect(storage({ ...line, days, removed: true })).toEqual(storage({ ...line, days: billed }));
  });

  it('bills what stays for its days only', () => {
    expect(storage({ storageClass: 'GLACIER_IR', days: 3 })).toEqual({
      's3.storage.GLACIER_IR': '0.1',
    });
  });

  it('watches objects of 128 KB in INTELLIGENT_TIERING, not smaller ones', () => {
    const line = { storageClass: 'INTELLIGENT_TIERING', accessTier: 'infrequent' };
    expect(storage(line)).toEqual({
      's3.storage.INTELLIGENT_TIERING.infrequent': '1',
      's3.monitoring.INTELLIGENT_TIERING': '8192',
    });
    expect(Object.keys(storage({ ...line, objectBytes: KIB_128 - 1 }))).toEqual([
      's3.storage.INTELLIGENT_TIERING.frequent',
    ]);
  });

  it.each([
    [{ storageClass: 'INTELLIGENT_TIERING' }, /accessTier/],
    [{ storageClass: 'STANDARD', accessTier: 'frequent' }, /accessTier/],
    [{ storageClass: 'GLACIER_INSTANT' }, /storageClass: Expected one of STANDARD/],
    [{ storageClass: 'STANDARD', days: -1 }, /days/],
  ])('refuses %j', (fields, message) => {
    expect(() => storage(fields)).toThrow(message);
  });
});

describe('s3-requests', () => {
  it('counts by class', () => {
    const line = { meter: 's3-requests', storageClass: 'GLACIER_IR', puts: 2, gets: 3 };
    expect(unitsOf(line)).toEqual({ 's3.put.GLACIER_IR': '2', 's3.get.GLACIER_IR': '3' });
  });
});

describe('s3-transitions', () => {
  const moved = (fields: object) =>
    unitsOf({ meter: 's3-transitions', storageClass: 'GLACIER', objects: 5, ...fields });

  it.each([
    [KIB_128 - 1, '0'],
    [KIB_128, '5'],
  ])('moves objects of 128 KB and more: %s bytes', (objectBytes, requests) => {
    expect(moved({ objectBytes })).toEqual({ 's3.transition.GLACIER': requests });
  });

  it('moves small objects when the rule says so', () => {
    expect(moved({ objectBytes: 1, allSizes: true })).toEqual({ 's3.transition.GLACIER': '5' });
  });

  it('refuses a transition to STANDARD', () => {
    expect(() => moved({ storageClass: 'STANDARD', objectBytes: 1 })).toThrow(/storageClass/);
  });
});

describe('s3-retrievals', () => {
  const read = (fields: object) =>
    unitsOf({ meter: 's3-retrievals', objects: 4, objectBytes: 2 ** 28, ...fields });

  it('takes GB from infrequent-access classes', () => {
    expect(read({ storageClass: 'STANDARD_IA' })).toEqual({ 's3.retrieval.STANDARD_IA': '1' });
  });

  it('takes a request for each restored object as well', () => {
    expect(read({ storageClass: 'DEEP_ARCHIVE', speed: 'bulk' })).toEqual({
      's3.retrieval.DEEP_ARCHIVE.bulk': '1',
      's3.restore.DEEP_ARCHIVE.bulk': '4',
    });
  });

  it.each([[{ storageClass: 'GLACIER' }], [{ storageClass: 'GLACIER_IR', speed: 'bulk' }]])(
    'refuses %j',
    (fields) => {
      expect(() => read(fields)).toThrow(/speed/);
    },
  );
});
