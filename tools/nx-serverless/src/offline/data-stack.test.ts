import { dataStackOf } from './data-stack.ts';

const aConfiguration = (resources?: Record<string, unknown>) => ({
  service: 'acado-shop',
  provider: { name: 'aws', stage: 'local', region: 'eu-west-1' },
  functions: { buy: {} },
  ...(resources && { resources: { Resources: resources } }),
});

describe('dataStackOf', () => {
  it('keeps what holds data and nothing else', () => {
    const table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'acado-shop-local-x' } };
    const { stack } = dataStackOf(
      aConfiguration({
        Table: { ...table, DependsOn: 'BuyRole' },
        BuyRole: { Type: 'AWS::IAM::Role', Properties: {} },
        Topic: { Type: 'AWS::SNS::Topic' },
      }),
    );

    expect(stack.template.Resources).toEqual({
      Table: table,
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
    });
    expect(stack.functions).toEqual({});
  });

  it('is called like the stack of the service, in its region', () => {
    const { stack, region } = dataStackOf(aConfiguration());

    expect(stack).toMatchObject({ service: 'acado-shop', stackName: 'acado-shop-local' });
    expect(stack.template.Resources).toEqual({});
    expect(region).toBe('eu-west-1');
  });

  it('refuses what is no service', () => {
    expect(() => dataStackOf({ service: 'acado-shop' })).toThrow(/provider/);
  });
});
