import { join } from 'node:path';
import { aFolder } from '../testing/a-folder.ts';
import type { Stack } from '../rules/rule.ts';
import { locator } from './locate.ts';

const files = {
  'libs/queue.yml': `Resources:
  OrdersQueue:
    Properties:
      VisibilityTimeout: 3
`,
  'services/shop/serverless.yml': `service: shop
custom:
  exemptions:
    tags: {}
    encryption: {}
  guardrails: {}
functions:
  getOrder:
    timeout: 40
    guardrails:
      tags: {}
      arm64: {}
resources:
  - extensions:
      HttpApi:
        Metadata: {}
      GetOrderRole:
        Metadata:
          Guardrails:
            no-wildcards: {}
  - \${file(../../libs/queue.yml)}
`,
};

const stack: Stack = {
  resources: {
    GetOrderLambdaFunction: {
      Type: 'AWS::Lambda::Function',
      Properties: { FunctionName: 'f', Role: { 'Fn::GetAtt': ['GetOrderRole', 'Arn'] } },
    },
    GetOrderRole: { Type: 'AWS::IAM::Role' },
  },
  settings: { tunedWithinDays: 90, maxBundleKb: 1024 },
  functions: new Map([['f', { key: 'getOrder' }]]),
};

describe('locator', () => {
  const { root, remove } = aFolder(files);
  afterAll(remove);
  const whereIs = locator({ root, folder: join(root, 'services/shop'), stage: 'dev', stack });

  it.each<[string | undefined, string | undefined, string | undefined]>([
    ['GetOrderLambdaFunction', 'timeout', 'services/shop/serverless.yml:9'],
    ['GetOrderLambdaFunction', 'memorySize', 'services/shop/serverless.yml:8'],
    ['GetOrderRole', 'iamRoleStatements', 'services/shop/serverless.yml:8'],
    ['OrdersQueue', 'VisibilityTimeout', 'libs/queue.yml:4'],
    ['OrdersQueue', 'Tags', 'libs/queue.yml:2'],
    ['GetOrderErrorsAlarm', undefined, undefined],
  ])('finds %s, its %s, at %s', (resource, setting, where) => {
    expect(whereIs({ resource, setting })).toBe(where);
  });

  it.each<[string | undefined, string, string]>([
    ['GetOrderLambdaFunction', 'arm64', 'services/shop/serverless.yml:12'],
    ['GetOrderRole', 'no-wildcards', 'services/shop/serverless.yml:20'],
    ['HttpApi', 'never-heard-of', 'services/shop/serverless.yml:15'],
    [undefined, 'encryption', 'services/shop/serverless.yml:5'],
    [undefined, 'tags', 'services/shop/serverless.yml:4'],
  ])('finds the exemption of %s from %s at %s', (resource, exempts, where) => {
    expect(whereIs({ resource, exempts })).toBe(where);
  });
});
