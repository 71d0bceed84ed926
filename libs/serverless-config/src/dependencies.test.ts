import { dropImpliedDependencies } from './dependencies.ts';
import type { Resource } from './template.ts';

const afterwards = (resource: Resource): unknown => {
  dropImpliedDependencies({ Resource: resource });
  return resource.DependsOn;
};

describe('dropImpliedDependencies', () => {
  it.each([
    [{ Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }],
    [{ Deep: [{ Role: { Ref: 'Role' } }] }],
    [{ Role: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/${Role}' } }],
    [{ Role: { 'Fn::Sub': ['${Role.Arn}', {}] } }],
  ])('drops a dependency that %j implies', (Properties) => {
    expect(afterwards({ Type: 'T', DependsOn: ['LogGroup', 'Role'], Properties })).toEqual([
      'LogGroup',
    ]);
  });

  it('drops the whole list when nothing is left', () => {
    const resource = { Type: 'T', DependsOn: 'Role', Properties: { Role: { Ref: 'Role' } } };

    expect(afterwards(resource)).toBeUndefined();
  });

  it('keeps what no reference implies', () => {
    expect(afterwards({ Type: 'T', DependsOn: 'LogGroup', Properties: {} })).toEqual(['LogGroup']);
  });
});
