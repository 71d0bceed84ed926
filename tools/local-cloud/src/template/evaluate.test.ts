import { evaluate } from './evaluate.ts';
import { scopeOf } from './scope.ts';
import { aStack } from './testing.ts';

const stack = aStack({
  Parameters: {
    Size: { Type: 'String', Default: 'small' },
    Zones: { Type: 'CommaDelimitedList', Default: 'a,b' },
  },
  Mappings: { Sizes: { small: { memory: 128 } } },
  Conditions: {
    IsSmall: { 'Fn::Equals': [{ Ref: 'Size' }, 'small'] },
    IsBig: { 'Fn::Not': [{ Condition: 'IsSmall' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsBig' }, { 'Fn::Equals': ['a', 'b'] }] },
    Both: { 'Fn::And': [{ Condition: 'IsSmall' }, { 'Fn::Not': [{ Condition: 'IsBig' }] }] },
  },
});
const resources = new Map([
  [
    'Queue',
    { physicalId: 'http://queue', attributes: { Arn: 'arn:queue', 'Nested.Name': 'deep' } },
  ],
]);
const scope = scopeOf(stack, resources, {
  region: 'eu-west-1',
  accountId: '000000000000',
  importValue: (name) => (name === 'bus-name' ? 'orders' : undefined),
});
const run = (value: unknown): unknown => evaluate(value, scope, ['Resources', 'X']);

describe('evaluate', () => {
  it.each([
    ['Ref of a resource', { Ref: 'Queue' }, 'http://queue'],
    ['Ref of a parameter', { Ref: 'Size' }, 'small'],
    ['Ref of a list parameter', { Ref: 'Zones' }, ['a', 'b']],
    ['a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:queue'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:queue'],
    ['GetAtt of a nested attribute', { 'Fn::GetAtt': ['Queue', 'Nested.Name'] }, 'deep'],
    [
      'Sub',
      { 'Fn::Sub': '${Queue}/${Queue.Arn}/${AWS::AccountId}/${!Literal}' },
      'http://queue/arn:queue/000000000000/${Literal}',
    ],
    [
      'Sub with variables',
      { 'Fn::Sub': ['${a}-${Size}', { a: { Ref: 'Queue' } }] },
      'http://queue-small',
    ],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Size' }, 3]] }, 'a-small-3'],
    [
      'Split and Select',
      { 'Fn::Select': ['1', { 'Fn::Split': [':', { 'Fn::GetAtt': 'Queue.Arn' }] }] },
      'queue',
    ],
    ['If that holds', { 'Fn::If': ['IsSmall', 'yes', 'no'] }, 'yes'],
    ['If that does not hold', { 'Fn::If': ['IsBig', 'yes', 'no'] }, 'no'],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Size' }, 'memory'] }, 128],
    ['Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['ImportValue', { 'Fn::ImportValue': 'bus-name' }, 'orders'],
  ])('evaluates %s', (_name, value, expected) => {
    expect(run(value)).toEqual(expected);
  });

  it('evaluates only the branch of Fn::If that is taken', () => {
    expect(run({ 'Fn::If': ['IsBig', { Ref: 'NotThere' }, 'fine'] })).toBe('fine');
  });

  it('drops what is AWS::NoValue from objects and lists', () => {
    const noValue = { Ref: 'AWS::NoValue' };

    expect(run({ a: noValue, b: [1, noValue], c: { 'Fn::If': ['IsBig', 'x', noValue] } })).toEqual({
      b: [1],
    });
  });

  it('leaves a Condition block of an IAM statement alone', () => {
    const statement = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };

    expect(run(statement)).toEqual(statement);
  });

  it.each([
    [
      { Ref: 'Nobody' },
      'acado-shop-local: Resources.X.Ref: there is no resource or parameter Nobody',
    ],
    [
      { a: [{ 'Fn::GetAtt': ['Queue', 'Nope'] }] },
      'acado-shop-local: Resources.X.a[0].Fn::GetAtt: Queue has no attribute Nope',
    ],
    [{ 'Fn::Sub': 'x${Nobody}' }, 'acado-shop-local: Resources.X.Fn::Sub: there is no Nobody'],
    [
      { 'Fn::ImportValue': 'nothing' },
      'acado-shop-local: Resources.X.Fn::ImportValue: no loaded stack exports nothing',
    ],
    [
      { 'Fn::If': ['Unknown', 1, 2] },
      'acado-shop-local: Resources.X.Fn::If: there is no condition Unknown',
    ],
    [{ 'Fn::Transform': {} }, 'acado-shop-local: Resources.X: Fn::Transform is not supported'],
  ])('says where %j goes wrong', (value, message) => {
    expect(() => run(value)).toThrow(message);
  });
});

describe('conditions', () => {
  it.each([
    ['IsSmall', true],
    ['IsBig', false],
    ['Either', false],
    ['Both', true],
  ])('%s is %s', (name, expected) => {
    expect(scope.condition(name)).toBe(expected);
  });

  it('is undefined for a condition that the template lacks', () => {
    expect(scope.condition('Nope')).toBeUndefined();
  });

  it('takes a parameter value over the default', () => {
    const big = scopeOf({ ...stack, parameters: { Size: 'big' } }, resources, {
      region: 'eu-west-1',
      accountId: '000000000000',
      importValue: () => undefined,
    });

    expect(big.condition('IsBig')).toBe(true);
  });
});
