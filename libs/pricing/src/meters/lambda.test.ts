import { unitsOf } from '../testing/units-of.ts';
import { billedDurationMs } from './lambda.ts';

const line = { meter: 'lambda', architecture: 'arm64', memoryMb: 1024, requests: 1 };
const durationOf = (fields: object) => unitsOf({ ...line, ...fields })['lambda.duration.arm64'];
const requestsOf = (fields: object) =>
  unitsOf({ ...line, billedMs: 1, ...fields })['lambda.requests.arm64'];

describe('billedDurationMs', () => {
  it.each([
    [0, 0, 1],
    [0.01, 0, 1],
    [1, 0, 1],
    [1.0001, 0, 2],
    [1233.96, 463.512, 1698],
    [0.1, 0.2, 1],
    [100.7, 0.3, 101],
  ])('bills %s ms and Init of %s ms as %s', (duration, init, billed) => {
    expect(billedDurationMs(duration, init)).toBe(billed);
  });
});

describe('lambda', () => {
  it('multiplies billed seconds with GB', () => {
    expect(durationOf({ billedMs: 2500 })).toBe('2.5');
    expect(durationOf({ billedMs: 1000, memoryMb: 128 })).toBe('0.125');
    expect(durationOf({ billedMs: 1, memoryMb: 3008 })).toBe('0.0029375');
  });

  it('rounds each request up to 1 ms', () => {
    expect(durationOf({ requests: 1000, durationMs: 1.2 })).toBe('2');
  });

  it('bills Init together with the first request, rounded once', () => {
    const fields = { requests: 3, durationMs: 10.4, initMs: 200.3, coldStarts: 1 };
    expect(durationOf(fields)).toBe('0.233'); // 11 + 11 + ceil(210.7)
  });

  it('keeps architectures apart', () => {
    expect(unitsOf({ ...line, architecture: 'x86_64', billedMs: 1000 })).toEqual({
      'lambda.requests.x86_64': '1',
      'lambda.duration.x86_64': '1',
    });
  });

  it.each([
    [0, '1'],
    [262_144, '1'],
    [262_145, '2'],
    [262_144 + 65_536, '2'],
    [262_144 + 65_537, '3'],
    [1_048_576, '13'],
  ])('bills an asynchronous event of %s bytes as %s requests', (asyncEventBytes, requests) => {
    expect(requestsOf({ asyncEventBytes })).toBe(requests);
  });

  it('bills /tmp above 512 MB', () => {
    const item = 'lambda.ephemeral-storage.arm64';
    expect(unitsOf({ ...line, billedMs: 1000, ephemeralStorageMb: 512 })).not.toHaveProperty(item);
    expect(unitsOf({ ...line, billedMs: 2000, ephemeralStorageMb: 1536 })[item]).toBe('2');
  });

  it('bills requests on provisioned concurrency at its own rate', () => {
    expect(unitsOf({ ...line, billedMs: 1000, provisioned: true })).toEqual({
      'lambda.requests.arm64': '1',
      'lambda.provisioned-duration.arm64': '1',
    });
  });

  it.each([
    [{}, /billedMs: Expected either/],
    [{ billedMs: 1, durationMs: 1 }, /billedMs: Expected either/],
    [{ billedMs: 1, initMs: 5, coldStarts: 1 }, /initMs: Not with billedMs/],
    [{ durationMs: 1, initMs: 5 }, /coldStarts: Expected initMs and coldStarts together/],
    [{ durationMs: 1, initMs: 5, coldStarts: 2 }, /coldStarts: Expected no more cold starts/],
    [{ billedMs: 1.5 }, /billedMs: Expected a whole number/],
    [{ durationMs: -0.1 }, /durationMs: Expected a number of at least 0/],
    [{ durationMs: NaN }, /durationMs: Expected a number/],
    [{ durationMs: Infinity }, /durationMs: Expected a number/],
    [{ billedMs: 1, memoryMb: 127 }, /memoryMb: Expected a whole number from 128 to 10240/],
    [{ billedMs: 1, memoryMb: 10_241 }, /memoryMb/],
    [{ billedMs: 1, architecture: 'arm' }, /architecture: Expected one of x86_64, arm64/],
    [{ billedMs: 1, ephemeralStorageMb: 511 }, /ephemeralStorageMb/],
    [{ billedMs: 1, asyncEventBytes: 1_048_577 }, /asyncEventBytes/],
  ])('refuses %j', (fields, message) => {
    expect(() => unitsOf({ ...line, ...fields })).toThrow(message);
  });
});

describe('lambda-provisioned-concurrency', () => {
  const ready = {
    meter: 'lambda-provisioned-concurrency',
    architecture: 'x86_64',
    memoryMb: 2048,
    concurrency: 3,
  };

  it.each([
    [0, '0'],
    [0.5, '1800'],
    [300, '1800'],
    [301, '3600'],
  ])('bills %s s in steps of 5 minutes', (seconds, gbSeconds) => {
    expect(unitsOf({ ...ready, seconds })).toEqual({
      'lambda.provisioned-concurrency.x86_64': gbSeconds,
    });
  });
});
