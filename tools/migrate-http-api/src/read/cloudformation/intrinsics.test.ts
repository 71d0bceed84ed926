import { resolverOf } from './intrinsics.ts';

const { resolve, condition } = resolverOf({
  Parameters: { Stage: { Type: 'String', Default: 'prod' }, Secret: { Type: 'String' } },
  Mappings: { Types: { prod: { endpoint: 'REGIONAL' } } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Unknown: { 'Fn::Equals': [{ Ref: 'Secret' }, 'x'] },
    Either: { 'Fn::Or': [{ Condition: 'Unknown' }, { Condition: 'IsProd' }] },
    Both: { 'Fn::And': [{ Condition: 'Unknown' }, { Condition: 'IsProd' }] },
    Circle: { 'Fn::Not': [{ Condition: 'Circle' }] },
  },
});

describe('resolverOf', () => {
  it.each([
    [{ Ref: 'Stage' }, 'prod'],
    [{ Ref: 'Secret' }, '${Secret}'],
    [{ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, '${Api.RootResourceId}'],
    [{ 'Fn::GetAtt': 'Api.Arn' }, '${Api.Arn}'],
    [{ 'Fn::Sub': 'a-${Stage}-${Api.Arn}-${!Literal}' }, 'a-prod-${Api.Arn}-${!Literal}'],
    [{ 'Fn::Sub': ['${x}', { x: { Ref: 'Stage' } }] }, 'prod'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Stage' }]] }, 'a/prod'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
    [{ 'Fn::FindInMap': ['Types', { Ref: 'Stage' }, 'endpoint'] }, 'REGIONAL'],
    [{ 'Fn::FindInMap': ['Types', 'dev', 'endpoint'] }, '${Types.dev.endpoint}'],
    [{ 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'],
    [{ 'Fn::If': ['IsDev', 'yes', 'no'] }, 'no'],
    [{ 'Fn::If': ['Unknown', 'yes', 'no'] }, '${Fn::If Unknown}'],
    [{ 'Fn::If': ['Unknown', 'same', 'same'] }, 'same'],
    [{ 'Fn::ImportValue': 'pool' }, '${Fn::ImportValue pool}'],
    [{ 'Fn::Cidr': [] }, '${Fn::Cidr}'],
    [[{ Ref: 'AWS::NoValue' }, { a: { Ref: 'AWS::NoValue' }, b: 1 }], [{ b: 1 }]],
  ])('%j is %j', (value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('knows conditions as far as they are decided', () => {
    expect(condition('Either')).toBe(true);
    expect(condition('Both')).toBeUndefined();
    expect(condition('Circle')).toBeUndefined();
    expect(condition('Missing')).toBeUndefined();
  });
});
