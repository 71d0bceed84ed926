import { addTags } from '../tags.ts';
import { alarms } from '../alarms.ts';
import { setVisibilityTimeouts } from '../queues.ts';
import { throttleHttpApis } from '../throttling.ts';
import type { Resource, Resources } from '../template.ts';
import { aConsumerStack } from './a-template.ts';
import { templateProblems } from './template-problems.ts';

const aSoundStack = (): Resources => {
  const resources = aConsumerStack();
  setVisibilityTimeouts(resources);
  throttleHttpApis(resources, { rateLimit: 1, burstLimit: 1 });
  Object.assign(resources, alarms(resources, { alarmTopicArn: '', costAlarmUsdPerHour: 1 }));
  addTags(resources, { Service: 's', Stage: 'dev', CostCenter: 'c' });
  return resources;
};

const problemsAfter = (change: (resources: Resources) => void): string[] => {
  const resources = aSoundStack();
  change(resources);
  return templateProblems({ Resources: resources });
};

const withStatement = (statement: object) => (resources: Resources) => {
  resources.WriteOrdersRole!.Properties!.Policies = [{ PolicyDocument: { Statement: statement } }];
};

const set = (id: string, properties: object) => (resources: Resources) => {
  Object.assign(resources[id]!.Properties!, properties);
};

const add =
  (id: string, resource: Resource) =>
  (resources: Resources): void => {
    resources[id] = resource;
  };

const tags = ['Service', 'Stage', 'CostCenter'].map((Key) => ({ Key, Value: 'x' }));

describe('templateProblems', () => {
  it('finds nothing in a sound stack', () => {
    expect(problemsAfter(() => {})).toEqual([]);
  });

  it.each<[string, (resources: Resources) => void, string]>([
    [
      'a role of another stack',
      (r) => delete r.WriteOrdersRole,
      'WriteOrdersLambdaFunction: its role is not in the stack',
    ],
    [
      'the shared role',
      add('IamRoleLambdaExecution', { Type: 'AWS::IAM::Role', Properties: { Tags: tags } }),
      'IamRoleLambdaExecution: a shared role',
    ],
    [
      'a function that sends to its own queue and may not',
      withStatement({
        Effect: 'Allow',
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] },
      }),
      'WriteOrdersLambdaFunction: Lambda takes what it sends back for a loop',
    ],
    [
      'an API whose failures nobody sees',
      (r) => delete r.HttpApiServerErrorsAlarm,
      'HttpApi: no alarm on 5xx',
    ],
    [
      'a REST API whose failures nobody sees',
      add('RestApi', { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'an-api' } }),
      'RestApi: no alarm on 5XXError',
    ],
    [
      'an API without a limit',
      set('HttpApiStage', { DefaultRouteSettings: {} }),
      "HttpApi: one client can use up the account's request rate",
    ],
    [
      'a function without log group',
      set('WriteOrdersLogGroup', { LogGroupName: '/aws/lambda/other' }),
      'WriteOrdersLambdaFunction: no log group of its own',
    ],
    [
      'logs without retention',
      set('WriteOrdersLogGroup', { RetentionInDays: undefined }),
      'WriteOrdersLogGroup: keeps its logs for ever',
    ],
    [
      'a function without alarm',
      (r) => delete r.WriteOrdersErrorsAlarm,
      'WriteOrdersLambdaFunction: no alarm on Errors',
    ],
    [
      'a function whose cost nobody watches',
      (r) => delete r.WriteOrdersCostAlarm,
      'WriteOrdersLambdaFunction: no alarm on its cost',
    ],
    [
      'a mapping without partial batch responses',
      set('WriteOrdersMapping', { FunctionResponseTypes: undefined }),
      'WriteOrdersMapping: one bad message would retry its whole batch',
    ],
    [
      'a queue without dead-letter queue',
      (r) => {
        delete r.OrdersQueue!.Properties!.RedrivePolicy;
      },
      'OrdersQueue: no dead-letter queue',
    ],
    [
      'a short visibility timeout',
      set('OrdersQueue', { VisibilityTimeout: 180 }),
      'OrdersQueue: its visibility timeout is under 181 s',
    ],
    [
      'an unwatched backlog',
      (r) => delete r.OrdersQueueAgeAlarm,
      'OrdersQueue: no alarm on the age of its oldest message',
    ],
    [
      'an unwatched dead-letter queue',
      (r) => delete r.OrdersDeadLetterQueueDepthAlarm,
      'OrdersDeadLetterQueue: no alarm on its depth',
    ],
    [
      'forgetful dead-letter queues',
      set('OrdersDeadLetterQueue', { MessageRetentionPeriod: 345_600 }),
      'OrdersDeadLetterQueue: keeps dead letters for less than 14 days',
    ],
    [
      'a rule without dead-letter queue',
      set('OrdersRule', { Targets: [{ Id: 'orders-queue', Arn: 'arn' }] }),
      'OrdersRule: target orders-queue has no dead-letter queue',
    ],
    [
      'a long name',
      set('WriteOrdersRole', { RoleName: 'r'.repeat(65) }),
      `WriteOrdersRole: ${'r'.repeat(65)} is longer than 64 characters`,
    ],
    ['a missing tag', set('OrdersQueue', { Tags: tags.slice(1) }), 'OrdersQueue: no tag Service'],
    [
      'an unencrypted queue',
      set('OrdersQueue', { SqsManagedSseEnabled: false }),
      'OrdersQueue: is not encrypted',
    ],
    [
      'a table without deletion policy',
      add('Table', { Type: 'AWS::DynamoDB::Table', Properties: { Tags: tags } }),
      'Table: needs a DeletionPolicy and an UpdateReplacePolicy',
    ],
    [
      'a public bucket',
      add('Bucket', {
        Type: 'AWS::S3::Bucket',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { Tags: tags },
      }),
      'Bucket: does not block public access',
    ],
    [
      'a wildcard action',
      withStatement({ Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:r:1:table/t' }),
      'WriteOrdersRole: wildcard action dynamodb:*',
    ],
    [
      'a wildcard resource',
      withStatement({ Action: ['dynamodb:GetItem'], Resource: ['*'] }),
      'WriteOrdersRole: wildcard resource * for dynamodb:GetItem',
    ],
    [
      'a wildcard within an ARN',
      withStatement({
        Action: 'dynamodb:GetItem',
        Resource: { 'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:1:table/*' },
      }),
      'WriteOrdersRole: wildcard resource arn:aws:dynamodb:?:1:table/* for dynamodb:GetItem',
    ],
  ])('names %s', (_what, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem]);
  });

  it.each([
    [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] }],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::acado-archive-${AWS::AccountId}/events/*' }],
    ['arn:aws:dynamodb:us-east-1:1:table/orders/index/*'],
    [{ 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:1:function:acado-*-dev-*' }],
    [{ 'Fn::Sub': 'arn:aws:states:${AWS::Region}:1:execution:acado-power-tuner-dev-tune:*' }],
  ])('accepts the resource %j', (Resource) => {
    expect(problemsAfter(withStatement({ Action: 's3:GetObject', Resource }))).toEqual([]);
  });

  it('accepts that log deliveries have no resource, and nothing else beside them', () => {
    const Action = ['logs:CreateLogDelivery', 'logs:DescribeResourcePolicies'];
    expect(problemsAfter(withStatement({ Action, Resource: '*' }))).toEqual([]);
    const more = withStatement({ Action: [...Action, 'logs:DeleteLogGroup'], Resource: '*' });
    expect(problemsAfter(more)).toHaveLength(1);
  });

  it.each(['arn:aws:lambda:us-east-1:1:function:*', 'arn:aws:states:us-east-1:1:execution:*'])(
    'refuses the resource %s',
    (Resource) => {
      expect(problemsAfter(withStatement({ Action: 'lambda:GetFunction', Resource }))).toEqual([
        `WriteOrdersRole: wildcard resource ${Resource} for lambda:GetFunction`,
      ]);
    },
  );
});
