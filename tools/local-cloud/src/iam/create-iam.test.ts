import fc from 'fast-check';
import { createIam } from './create-iam.ts';
import { type PolicyStatement, type Principal } from './types.ts';
import { matchesWildcard } from './wildcard.ts';

const roleArn = 'arn:aws:iam::000000000000:role/shop';
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/items';
const role: Principal = { kind: 'role', roleArn };

const decide = (statements: PolicyStatement[], action: string, resource: string) => {
  const iam = createIam({ accountId: '000000000000', region: 'us-east-1' });
  iam.putRole(roleArn, statements);
  return iam.decide(role, action, resource);
};
const allow = (more: Partial<PolicyStatement>): PolicyStatement => ({ Effect: 'Allow', ...more });
const deny = (more: Partial<PolicyStatement>): PolicyStatement => ({ Effect: 'Deny', ...more });

describe('decide', () => {
  it.each<[string, PolicyStatement[], string, string, string]>([
    [
      'allows what a statement names',
      [allow({ Action: 'dynamodb:PutItem', Resource: table })],
      'dynamodb:PutItem',
      table,
      'allow',
    ],
    [
      'refuses another action',
      [allow({ Action: 'dynamodb:PutItem', Resource: table })],
      'dynamodb:Scan',
      table,
      'implicitDeny',
    ],
    [
      'refuses another resource',
      [allow({ Action: 'dynamodb:*', Resource: table })],
      'dynamodb:Scan',
      `${table}2`,
      'implicitDeny',
    ],
    [
      'ignores the case of actions',
      [allow({ Action: 'DynamoDB:putitem', Resource: '*' })],
      'dynamodb:PutItem',
      table,
      'allow',
    ],
    [
      'matches wildcards',
      [allow({ Action: ['s3:Get*'], Resource: ['arn:aws:s3:::b/a?/*'] })],
      's3:GetObject',
      'arn:aws:s3:::b/a1/x/y',
      'allow',
    ],
    [
      'lets a denial win',
      [allow({ Action: '*', Resource: '*' }), deny({ Action: 's3:*', Resource: '*' })],
      's3:GetObject',
      'arn:aws:s3:::b/k',
      'explicitDeny',
    ],
    [
      'honours NotAction',
      [allow({ NotAction: 's3:Delete*', Resource: '*' })],
      's3:DeleteObject',
      'arn:aws:s3:::b/k',
      'implicitDeny',
    ],
    [
      'honours NotResource',
      [deny({ Action: '*', NotResource: table }), allow({ Action: '*', Resource: '*' })],
      'dynamodb:Scan',
      table,
      'allow',
    ],
    ['refuses a role without statements', [], 'dynamodb:Scan', table, 'implicitDeny'],
    [
      'applies a condition that holds',
      [
        allow({
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } },
        }),
      ],
      's3:GetObject',
      'x',
      'allow',
    ],
    [
      'skips a condition that does not hold',
      [
        allow({
          Action: '*',
          Resource: '*',
          Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
        }),
      ],
      's3:GetObject',
      'x',
      'implicitDeny',
    ],
    [
      'takes an unknown condition of Allow for met',
      [
        allow({
          Action: '*',
          Resource: '*',
          Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        }),
      ],
      's3:GetObject',
      'x',
      'allow',
    ],
    [
      'takes an unknown condition of Deny for not met',
      [
        allow({ Action: '*', Resource: '*' }),
        deny({
          Action: '*',
          Resource: '*',
          Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
        }),
      ],
      's3:GetObject',
      'x',
      'allow',
    ],
    [
      'counts the transport as secure',
      [
        allow({ Action: '*', Resource: '*' }),
        deny({
          Action: '*',
          Resource: '*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ],
      's3:GetObject',
      'x',
      'allow',
    ],
  ])('%s', (_name, statements, action, resource, expected) => {
    expect(decide(statements, action, resource)).toBe(expected);
  });

  it('lets the developer do anything', () => {
    const iam = createIam({ accountId: '000000000000', region: 'us-east-1' });

    expect(iam.isAllowed({ kind: 'developer' }, 's3:DeleteBucket', '*')).toBe(true);
  });
});

describe('credentials', () => {
  const iam = createIam({ accountId: '000000000000', region: 'us-east-1' });

  it('names the role and the session by the access key', () => {
    const { accessKeyId } = iam.credentialsFor(roleArn, 'shop-buy');

    expect(iam.principalOf(accessKeyId)).toEqual({
      kind: 'role',
      roleArn,
      sessionName: 'shop-buy',
    });
    expect(iam.credentialsFor(roleArn, 'shop-buy').accessKeyId).toBe(accessKeyId);
    expect(accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  });

  it('takes keys it did not issue for the developer', () => {
    expect(iam.principalOf('AKIAEXAMPLE')).toEqual({ kind: 'developer' });
    expect(iam.principalOf(undefined)).toEqual({ kind: 'developer' });
  });

  it('leaves a removed role without permissions', () => {
    const { accessKeyId } = iam.credentialsFor(roleArn);
    iam.putRole(roleArn, [{ Effect: 'Allow', Action: '*', Resource: '*' }]);
    iam.removeRole(roleArn);

    expect(iam.isAllowed(iam.principalOf(accessKeyId), 's3:GetObject', 'x')).toBe(false);
  });
});

describe('matchesWildcard', () => {
  it('agrees with a regular expression', () => {
    const part = fc.constantFrom('a', 'b', '*', '?', '.');
    fc.assert(
      fc.property(
        fc.array(part),
        fc.string({ unit: fc.constantFrom('a', 'b', '.') }),
        (parts, text) => {
          const pattern = parts.join('');
          const source = parts
            .map((p) => p.replace('.', '\\.').replace('?', '.').replace('*', '.*'))
            .join('');
          expect(matchesWildcard(pattern, text)).toBe(new RegExp(`^${source}$`).test(text));
        },
      ),
    );
  });
});
