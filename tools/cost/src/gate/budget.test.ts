import { budgetOf } from './budget.ts';

const FILE = `
region: us-east-1
increasePercent: 2
meterIncreasePercent: 25
services:
  shop: { usdPerMillionEvents: 3, usdPerMonth: 10 }
  slow: { usdPerMillionEvents: 30, usdPerMonth: 1, increasePercent: 5 }
`;

describe('budgetOf', () => {
  it('is what the service may cost, with the percentages of all unless it has its own', () => {
    expect(budgetOf(FILE, 'shop')).toEqual({
      ...{ region: 'us-east-1', increasePercent: 2, meterIncreasePercent: 25 },
      ...{ usdPerMillionEvents: 3, usdPerMonth: 10 },
    });
    expect(budgetOf(FILE, 'slow').increasePercent).toBe(5);
  });

  it.each([
    ['no file', undefined, 'cost-budget.yml is missing'],
    ['no service', FILE.replace('shop', 'other'), 'shop has no budget: add services.shop'],
    ['a wrong field', FILE.replace('10', 'ten'), 'services.shop.usdPerMonth: Invalid input'],
    [
      'less than nothing',
      FILE.replace('3,', '-3,'),
      'services.shop.usdPerMillionEvents: Too small',
    ],
    ['a negative share', FILE.replace('Percent: 2', 'Percent: -2'), 'increasePercent: Too small'],
    ['an unknown field', `${FILE}limit: 3`, 'Unrecognized key: "limit"'],
    ['no YAML', 'region: [', 'cost-budget.yml is not YAML'],
  ])('names the file: %s', (_, text, message) => {
    expect(() => budgetOf(text, 'shop')).toThrow(message);
    expect(() => budgetOf(text, 'shop')).toThrow('cost-budget.yml');
  });
});
