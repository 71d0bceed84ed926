import { add, facts, set, type Broken } from './changes.ts';

const writeOrders = 'acado-worker-b-dev-writeOrders';
const tags = ['Service', 'Stage', 'CostCenter'].map((Key) => ({ Key, Value: 'x' }));

/** Stacks that break rules of functions, their logs and their roles. */
export const brokenFunctions: Broken[] = [
  [
    'tuned-memory',
    'a memory size that was measured long ago',
    facts(writeOrders, { tunedOn: '2026-08-21' }),
    'WriteOrdersLambdaFunction: its memory size was measured 91 days ago, on 2026-08-21',
  ],
  [
    'tuned-memory',
    'a memory size that somebody guessed',
    facts(writeOrders, { tunedOn: undefined }),
    'WriteOrdersLambdaFunction: its memory size was never measured',
  ],
  [
    'arm64',
    'another architecture',
    set('GetOrderLambdaFunction', { Architectures: ['x86_64'] }),
    'GetOrderLambdaFunction: runs on x86_64',
  ],
  [
    'arm64',
    'the architecture of Lambda by default',
    set('GetOrderLambdaFunction', { Architectures: undefined }),
    'GetOrderLambdaFunction: runs on x86_64',
  ],
  [
    'supported-runtime',
    'a runtime past its end',
    set('GetOrderLambdaFunction', { Runtime: 'nodejs20.x' }),
    'GetOrderLambdaFunction: AWS supported nodejs20.x until 2026-04-30',
  ],
  [
    'supported-runtime',
    'a runtime that nobody looked up',
    set('GetOrderLambdaFunction', { Runtime: 'cobol1.x' }),
    'GetOrderLambdaFunction: it is not known until when cobol1.x is supported',
  ],
  [
    'http-timeout',
    'a function that outlasts its APIs',
    set('GetOrderLambdaFunction', { Timeout: 29 }),
    'GetOrderLambdaFunction: its timeout of 29 s is not below the 29 s of its API',
  ],
  [
    'bundle-size',
    'a large bundle',
    facts(writeOrders, { bundleBytes: 1_048_577 }),
    'WriteOrdersLambdaFunction: its zip has 1025 KB, more than 1024',
  ],
  [
    'own-log-group',
    'a function without log group',
    set('WriteOrdersLogGroup', { LogGroupName: '/aws/lambda/other' }),
    'WriteOrdersLambdaFunction: no log group of its own',
  ],
  [
    'log-retention',
    'logs without retention',
    set('WriteOrdersLogGroup', { RetentionInDays: undefined }),
    'WriteOrdersLogGroup: keeps its logs for ever',
  ],
  [
    'own-role',
    'a role of another stack',
    set('GetOrderLambdaFunction', { Role: 'arn:aws:iam::1:role/mine' }),
    'GetOrderLambdaFunction: its role is not in the stack',
  ],
  [
    'no-shared-role',
    'the shared role',
    add('IamRoleLambdaExecution', { Type: 'AWS::IAM::Role', Properties: { Tags: tags } }),
    'IamRoleLambdaExecution: a shared role',
  ],
  [
    'no-wildcards',
    'a wildcard action',
    set('GetOrderRole', {
      Policies: [
        {
          PolicyDocument: {
            Statement: { Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:r:1:table/t' },
          },
        },
      ],
    }),
    'GetOrderRole: wildcard action dynamodb:*',
  ],
  [
    'no-secrets',
    'a password',
    ({ resources }) => {
      resources.GetOrderLambdaFunction!.Properties!.Environment = {
        Variables: { DATABASE_PASSWORD: 'hunter2' },
      };
    },
    'GetOrderLambdaFunction: DATABASE_PASSWORD holds a secret',
  ],
];
