import { unitsOf } from '../testing/units-of.ts';

const http = (fields: object) =>
  unitsOf({ meter: 'http-api', requests: 10, ...fields })['api-gateway.http.requests'];

describe('http-api', () => {
  it.each([
    [0, '10'],
    [1, '10'],
    [524_288, '10'],
    [524_289, '20'],
    [1_048_576, '20'],
    [1_048_577, '30'],
    [10_485_760, '200'],
  ])('counts 512 KB of a request of %s bytes', (requestBytes, units) => {
    expect(http({ requestBytes })).toBe(units);
  });

  it('counts the response only when told to', () => {
    expect(http({ requestBytes: 1, responseBytes: 524_288 })).toBe('10');
    expect(http({ requestBytes: 1, responseBytes: 524_288, meterResponse: true })).toBe('20');
    expect(http({ requestBytes: 1, responseBytes: 524_287, meterResponse: true })).toBe('10');
  });

  it('refuses what the gateway refuses', () => {
    expect(() => http({ requestBytes: 10_485_761 })).toThrow(/requestBytes/);
  });
});

describe('rest-api', () => {
  it('counts requests', () => {
    expect(unitsOf({ meter: 'rest-api', requests: 7 })).toEqual({
      'api-gateway.rest.requests': '7',
    });
  });
});

describe('rest-api-cache', () => {
  it('counts hours of its size', () => {
    expect(unitsOf({ meter: 'rest-api-cache', sizeGb: '6.1', hours: 1.5 })).toEqual({
      'api-gateway.rest.cache.6.1': '1.5',
    });
  });

  it('refuses a size that there is none of', () => {
    expect(() => unitsOf({ meter: 'rest-api-cache', sizeGb: '1', hours: 1 })).toThrow(/sizeGb/);
  });
});
