import { publicAccess } from './public-access.ts';

const check = (Type: string, Properties: Record<string, unknown>): string[] =>
  publicAccess.check('R', {
    resources: { R: { Type, Properties } },
    settings: { tunedWithinDays: 90, maxBundleKb: 1024 },
  });

const policy = (statement: object) => ({ PolicyDocument: { Statement: [statement] } });

describe('public-access', () => {
  it.each([
    ['AWS::SQS::QueuePolicy', policy({ Effect: 'Allow', Principal: '*' }), 'lets everybody in'],
    [
      'AWS::S3::BucketPolicy',
      policy({ Effect: 'Allow', Principal: { AWS: '*' } }),
      'lets everybody in',
    ],
    [
      'AWS::IAM::Role',
      { AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: '*' } } },
      'lets everybody in',
    ],
    ['AWS::Lambda::Permission', { Principal: '*' }, 'anybody may invoke its function'],
    ['AWS::Lambda::Url', { AuthType: 'NONE' }, 'anybody may call its URL'],
  ])('refuses %s %j', (type, properties, message) => {
    expect(check(type, properties)).toEqual([message]);
  });

  it.each([
    ['AWS::S3::BucketPolicy', policy({ Effect: 'Deny', Principal: '*' })],
    ['AWS::SQS::QueuePolicy', policy({ Effect: 'Allow', Principal: '*', Condition: {} })],
    [
      'AWS::SQS::QueuePolicy',
      policy({ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } }),
    ],
    ['AWS::Lambda::Permission', { Principal: 'apigateway.amazonaws.com' }],
    ['AWS::Lambda::Url', { AuthType: 'AWS_IAM' }],
  ])('accepts %s %j', (type, properties) => {
    expect(check(type, properties)).toEqual([]);
  });
});
