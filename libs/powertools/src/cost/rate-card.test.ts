import { readRateCard } from './rate-card.ts';

describe('readRateCard', () => {
  it('reads what the plugin wrote', () => {
    const card = {
      timeoutMs: 10_000,
      gbSecond: 0.0000133334,
      request: 2e-7,
      logGb: 0.5,
      data: { 'dynamodb.read-request-units': 1.25e-7 },
      trigger: {},
      queueFedByRule: true,
    };

    expect(readRateCard({ COST_RATES: JSON.stringify(card) })).toEqual(card);
  });

  it('leaves unknown what is not there, or is no price', () => {
    const card = readRateCard({
      COST_RATES: '{"timeoutMs":1000,"gbSecond":"1","data":{"a":null}}',
    });

    expect(card).toMatchObject({ gbSecond: undefined, request: undefined, trigger: undefined });
    expect(card?.data).toEqual({});
  });

  it.each([undefined, '', '{', '[]', 'null', '{}'])('takes %p for no card', (COST_RATES) => {
    expect(readRateCard({ COST_RATES })).toBeUndefined();
  });
});
