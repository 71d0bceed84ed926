import { noSecrets } from './secrets.ts';

const check = (name: string, value: unknown): string[] =>
  noSecrets.check('F', {
    resources: {
      F: {
        Type: 'AWS::Lambda::Function',
        Properties: { Environment: { Variables: { [name]: value } } },
      },
    },
    settings: { tunedWithinDays: 90, maxBundleKb: 1024 },
  });

describe('no-secrets', () => {
  it.each([
    ['DB_PASSWORD', 'hunter2', 'a secret'],
    ['apiKey', 'abc', 'a secret'],
    ['GITHUB_TOKEN', 'abc', 'a secret'],
    ['ID', `AKIA${'A'.repeat(16)}`, 'an access key of AWS'],
    ['PEM', '-----BEGIN RSA PRIVATE KEY-----', 'a private key'],
    ['HOOK', `xoxb-${'1'.repeat(12)}`, 'a token of Slack'],
    ['DATABASE', 'postgres://shop:hunter2@db/shop', 'an address with a password'],
    ['DATABASE', { 'Fn::Sub': 'postgres://shop:hunter2@${Db}/shop' }, 'an address with a password'],
  ])('finds %s=%j', (name, value, what) => {
    expect(check(name, value)).toEqual([`${name} holds ${what}`]);
  });

  it.each([
    ['DB_SECRET', 'arn:aws:secretsmanager:us-east-1:1:secret:db'],
    ['DB_SECRET_ARN', 'anything'],
    ['TOKEN', { Ref: 'Secret' }],
    ['TOKEN', { 'Fn::Sub': ['${Secret}', {}] }],
    ['TOKEN', ''],
    ['TOKENS_TABLE', 'tokens'],
    ['QUEUE_URL', 'https://sqs.us-east-1.amazonaws.com/1/orders'],
    ['PRIMARY_KEY_NAME', 'id'],
  ])('leaves %s=%j alone', (name, value) => {
    expect(check(name, value)).toEqual([]);
  });
});
