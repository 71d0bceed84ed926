import { type Consumption, price } from './price.ts';
import type { RateCard } from './rate-card.ts';

const card: RateCard = {
  timeoutMs: 10_000,
  gbSecond: 0.0000133334,
  request: 2e-7,
  logGb: 0.5,
  data: { 'dynamodb.write-request-units': 6.25e-7 },
  trigger: { 'api-gateway.http.requests': 0.000001 },
  queueFedByRule: false,
};

const used: Consumption = {
  billedMs: 100,
  memoryMb: 512,
  data: { 'dynamodb.write-request-units': 2 },
  trigger: { 'api-gateway.http.requests': 1 },
  logBytes: 2 ** 10,
  recordBytes: 2 ** 10,
  records: 4,
  sampleRate: 1,
};

describe('price', () => {
  it('prices each part and their sum', () => {
    expect(price(used, card)).toEqual({
      EstimatedCost: 0.00000407034,
      ComputeCost: 6.6667e-7,
      RequestCost: 2e-7,
      DataCost: 0.00000125,
      TriggerCost: 0.000001,
      TelemetryCost: 9.53674e-7,
      CostPerRecord: 0.00000101759,
    });
  });

  it('weights a sampled invocation, but neither its own record nor its cost per record', () => {
    const all = price(used, card);
    const sampled = price({ ...used, sampleRate: 0.1 }, card);

    expect(sampled.ComputeCost).toBeCloseTo(10 * all.ComputeCost!, 11);
    expect(sampled.TelemetryCost).toBeCloseTo((11 * all.TelemetryCost!) / 2, 11);
    expect(sampled.CostPerRecord).toBe(all.CostPerRecord);
    const { EstimatedCost, CostPerRecord: _, ...parts } = sampled;
    expect(EstimatedCost).toBeCloseTo(
      Object.values(parts).reduce((sum, cost) => sum + cost, 0),
      10,
    );
  });

  it.each<[string, Partial<Consumption>, Partial<RateCard>, string]>([
    ['a part without prices', {}, { data: undefined }, 'DataCost'],
    ['a price', {}, { gbSecond: undefined }, 'ComputeCost'],
    ['an item', { data: { 'sns.publishes.standard': 1 } }, {}, 'DataCost'],
    ['a quantity', { data: { 'dynamodb.write-request-units': NaN } }, {}, 'DataCost'],
  ])('knows no sum where it does not know %s, but the other parts', (_, usage, prices, unknown) => {
    const costs = price({ ...used, ...usage }, { ...card, ...prices });

    expect(costs).not.toHaveProperty('EstimatedCost');
    expect(costs).not.toHaveProperty('CostPerRecord');
    expect(costs).not.toHaveProperty(unknown);
    expect(costs).toHaveProperty('TriggerCost');
  });

  it('needs no price for what was not used', () => {
    const data = { 'sns.publishes.standard': 0 };

    expect(price({ ...used, data }, card)).toMatchObject({ DataCost: 0 });
  });
});
