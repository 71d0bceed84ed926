import { aStack } from '../template/testing.ts';
import { costManagementHandlers } from './cost-management.ts';
import { parseProperties } from './properties.ts';

const handlerOf = (type: string) =>
  costManagementHandlers('000000000000').find((handler) => handler.type === type)!;

describe('costManagementHandlers', () => {
  it('gives an anomaly monitor an ARN for its subscriptions', async () => {
    const place = { stack: aStack({}), logicalId: 'Monitor' };
    const { attributes } = await handlerOf('AWS::CE::AnomalyMonitor').put({}, place);
    expect(attributes.MonitorArn).toMatch(/^arn:aws:ce::000000000000:anomalymonitor\/[\w-]{36}$/);
  });

  it('refuses a threshold that is no JSON', () => {
    const { properties } = handlerOf('AWS::CE::AnomalySubscription');
    const { problem } = parseProperties(properties, { ThresholdExpression: 'over 10 USD' });
    expect(problem?.message).toBe('is not a JSON object');
  });

  it('names what a budget does not have', () => {
    const { properties } = handlerOf('AWS::Budgets::Budget');
    expect(parseProperties(properties, { Budget: {}, Amount: 1 }).unknown).toEqual(['Amount']);
  });
});
