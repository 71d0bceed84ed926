import { checkStack } from '../guardrails/check-stack.ts';
import { noWildcards, ownRole } from './iam.ts';
import type { Resources } from '../template.ts';

const settings = { tunedWithinDays: 90, maxBundleKb: 1024 };

const findingsOf = (rule: typeof noWildcards, resources: Resources): string[] =>
  checkStack({ stack: { resources, settings }, rules: [rule] }).findings.map(
    ({ message }) => message,
  );

const withStatement = (statement: object): string[] =>
  findingsOf(noWildcards, {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyDocument: { Statement: statement } }] },
    },
  });

describe('no-wildcards', () => {
  it.each([
    [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] }],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::acado-archive-${AWS::AccountId}/events/*' }],
    ['arn:aws:dynamodb:us-east-1:1:table/orders/index/*'],
    [{ 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:1:function:acado-*-dev-*' }],
    [{ 'Fn::Sub': 'arn:aws:states:${AWS::Region}:1:execution:acado-power-tuner-dev-tune:*' }],
  ])('accepts the resource %j', (Resource) => {
    expect(withStatement({ Action: 's3:GetObject', Resource })).toEqual([]);
  });

  it.each([
    ['*'],
    ['arn:aws:lambda:us-east-1:1:function:*'],
    ['arn:aws:states:us-east-1:1:execution:*'],
    ['arn:aws:dynamodb:us-east-1:1:table/*'],
  ])('refuses the resource %s', (Resource) => {
    expect(withStatement({ Action: ['lambda:GetFunction'], Resource: [Resource] })).toEqual([
      `wildcard resource ${Resource} for lambda:GetFunction`,
    ]);
  });

  it('shows what is known of a reference only after deployment as ?', () => {
    const Resource = { 'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:1:table/*' };

    expect(withStatement({ Action: 'dynamodb:GetItem', Resource })).toEqual([
      'wildcard resource arn:aws:dynamodb:?:1:table/* for dynamodb:GetItem',
    ]);
  });

  it.each(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'])('reads resources of %s', (Type) => {
    const Statement = { Effect: 'Allow', Action: 'sqs:*', Resource: 'arn:aws:sqs:r:1:q' };

    expect(
      findingsOf(noWildcards, { Policy: { Type, Properties: { PolicyDocument: { Statement } } } }),
    ).toEqual(['wildcard action sqs:*']);
  });

  it("refuses AWS's own policies, and accepts those of the account", () => {
    const ManagedPolicyArns = [
      { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess' },
      'arn:aws:iam::123456789012:policy/acado-readers',
    ];

    expect(
      findingsOf(noWildcards, {
        Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns } },
      }),
    ).toEqual(["AWS's policy AdministratorAccess is made for everybody"]);
  });

  it('accepts that log deliveries have no resource, and nothing else beside them', () => {
    const Action = ['logs:CreateLogDelivery', 'logs:DescribeResourcePolicies'];

    expect(withStatement({ Action, Resource: '*' })).toEqual([]);
    expect(
      withStatement({ Action: [...Action, 'logs:DeleteLogGroup'], Resource: '*' }),
    ).toHaveLength(1);
  });

  it('accepts what is denied', () => {
    expect(withStatement({ Effect: 'Deny', Action: 'lambda:*', Resource: '*' })).toEqual([]);
  });

  it('refuses to allow all but something', () => {
    expect(withStatement({ NotAction: 'iam:*', Resource: 'arn:aws:s3:::a/b' })).toEqual([
      'NotAction and NotResource allow what nobody listed',
    ]);
  });
});

describe('own-role', () => {
  it('names both functions that share a role', () => {
    const aFunction = {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
    };

    expect(
      findingsOf(ownRole, { A: aFunction, B: aFunction, Role: { Type: 'AWS::IAM::Role' } }),
    ).toEqual(['shares Role', 'shares Role']);
  });
});
