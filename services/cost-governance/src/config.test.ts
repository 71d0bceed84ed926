import { readConfig } from './config.ts';

const variables = {
  INCIDENTS_TABLE: 'acado-cost-governance-dev-incidents',
  ALERTS_TOPIC_ARN: 'arn:aws:sns:us-east-1:123456789012:alerts',
  OPERATOR_FUNCTION: 'acado-cost-governance-dev-operateGuard',
  THROTTLEABLE_FUNCTIONS: 'acado-shop-dev-*, acado-bank-dev-pay',
  PROTECTED_FUNCTIONS: 'acado-cost-governance-dev-*',
  GRACE_MINUTES: '0.5',
  COST_MULTIPLE: '10',
  THROTTLE_TO: '0',
  COOL_DOWN_MINUTES: '15',
  MAX_COOL_DOWN_MINUTES: '60',
  WATCH_MINUTES: '15',
};

describe('readConfig', () => {
  it('reads names and minutes', () => {
    expect(readConfig(variables).policy).toMatchObject({
      throttleable: ['acado-shop-dev-*', 'acado-bank-dev-pay'],
      graceMs: 30_000,
      throttleTo: 0,
    });
  });

  it('allows nobody by an empty list', () => {
    expect(readConfig({ ...variables, THROTTLEABLE_FUNCTIONS: '' }).policy.throttleable).toEqual(
      [],
    );
  });

  it.each([
    ['GRACE_MINUTES', '-1'],
    ['THROTTLE_TO', '1.5'],
    ['COST_MULTIPLE', '0'],
    ['COOL_DOWN_MINUTES', 'soon'],
  ])('names %s when it is %s', (name, value) => {
    expect(() => readConfig({ ...variables, [name]: value })).toThrow(name);
  });
});
