import { inDependencyOrder } from './dependencies.ts';
import { inDeploymentOrder } from './deployment-order.ts';
import { aStack } from './testing.ts';

const resource = (Properties: unknown, more: object = {}) => ({
  Type: 'Test',
  Properties,
  ...more,
});

const order = (
  resources: Record<string, unknown>,
  conditions: Record<string, boolean> = {},
): string[] =>
  inDependencyOrder(aStack({ Resources: resources }).template, (name) => conditions[name], 'shop');

describe('inDependencyOrder', () => {
  it('puts a resource after everything it refers to', () => {
    const result = order({
      A: resource({ x: { Ref: 'B' } }),
      B: resource({ x: [{ 'Fn::GetAtt': ['C', 'Arn'] }] }),
      C: resource({ x: { 'Fn::Sub': '${D.Arn} ${AWS::Region}' } }),
      D: resource({ x: { 'Fn::Sub': ['${v}', { v: { Ref: 'E' } }] } }),
      E: resource({}),
    });

    expect(result).toEqual(['E', 'D', 'C', 'B', 'A']);
  });

  it('honours DependsOn as text and as a list', () => {
    const result = order({
      A: resource({}, { DependsOn: 'B' }),
      B: resource({}, { DependsOn: ['C'] }),
      C: resource({}),
    });

    expect(result).toEqual(['C', 'B', 'A']);
  });

  it('leaves out resources whose condition does not hold', () => {
    const result = order(
      { A: resource({}, { Condition: 'Yes' }), B: resource({}, { Condition: 'No' }) },
      { Yes: true, No: false },
    );

    expect(result).toEqual(['A']);
  });

  it('follows only the branch of Fn::If that is taken', () => {
    const result = order(
      {
        A: resource({ x: { 'Fn::If': ['No', { Ref: 'B' }, 'nothing'] } }),
        B: resource({ x: { Ref: 'A' } }),
      },
      { No: false },
    );

    expect(result).toEqual(['A', 'B']);
  });

  it('names the resources of a circle', () => {
    expect(() =>
      order({ A: resource({ x: { Ref: 'B' } }), B: resource({ x: { Ref: 'A' } }) }),
    ).toThrow('shop: Resources.A: circular dependency: A → B → A');
  });

  it('names what DependsOn misses', () => {
    expect(() => order({ A: resource({}, { DependsOn: 'Z' }) })).toThrow(
      'shop: Resources.A.DependsOn: there is no resource Z',
    );
  });
});

describe('inDeploymentOrder', () => {
  it('puts owners of event buses first and exporting stacks before importing ones', () => {
    const importing = aStack({
      Resources: { R: resource({ x: { 'Fn::ImportValue': 'shared' } }) },
    });
    const exporting = aStack({ Outputs: { O: { Value: 'v', Export: { Name: 'shared' } } } });
    const owner = aStack({ Resources: { Bus: { Type: 'AWS::Events::EventBus' } } });

    expect(inDeploymentOrder([importing, exporting, owner])).toEqual([owner, exporting, importing]);
  });
});
