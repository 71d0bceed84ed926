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
  exemptions: { tags: {} }
  guardrails: {}
functions:
  getOrder:
    timeout: 40
    guardrails: { arm64: {} }
resources:
  - extensions:
      HttpApi:
        Metadata: {}
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
    ['GetOrderLambdaFunction', 'timeout', 'services/shop/serverless.yml:7'],
    ['GetOrderLambdaFunction', 'memorySize', 'services/shop/serverless.yml:6'],
    ['GetOrderLambdaFunction', 'guardrails', 'services/shop/serverless.yml:8'],
    ['GetOrderRole', 'iamRoleStatements', 'services/shop/serverless.yml:6'],
    ['OrdersQueue', 'VisibilityTimeout', 'libs/queue.yml:4'],
    ['OrdersQueue', 'Tags', 'libs/queue.yml:2'],
    ['HttpApi', 'guardrails', 'services/shop/serverless.yml:11'],
    [undefined, 'guardrails', 'services/shop/serverless.yml:3'],
    ['GetOrderErrorsAlarm', undefined, undefined],
  ])('finds %s, its %s, at %s', (resource, setting, where) => {
    expect(whereIs({ resource, setting })).toBe(where);
  });
});
