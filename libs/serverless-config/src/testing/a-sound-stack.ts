import { alarms } from '../alarms.ts';
import { setVisibilityTimeouts } from '../queues.ts';
import type { PackagedFunction, Stack } from '../rules/rule.ts';
import { addTags } from '../tags.ts';
import type { Resource, Resources } from '../template.ts';
import { throttleHttpApis } from '../throttling.ts';
import { aConsumerStack } from './a-template.ts';

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** A function with its role and log group. */
const aFunction = (id: string, name: string, properties: object = {}): Resources => ({
  [`${id}LambdaFunction`]: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: name,
      Timeout: 10,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Environment: { Variables: { POWERTOOLS_SERVICE_NAME: 'acado-shop', STAGE: 'dev' } },
      Role: arnOf(`${id}Role`),
      Tags: ['Service', 'Stage', 'CostCenter'].map((Key) => ({ Key, Value: 'x' })),
      ...properties,
    },
  },
  [`${id}Role`]: { Type: 'AWS::IAM::Role', Properties: { RoleName: name } },
  [`${id}LogGroup`]: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: `/aws/lambda/${name}`, RetentionInDays: 7 },
  },
});

/** What is behind HTTP and REST APIs, a schedule and a topic. */
const functions = (): Resources => ({
  ...aFunction('GetOrder', 'acado-shop-dev-getOrder'),
  ...aFunction('Sweep', 'acado-shop-dev-sweep'),
  ...aFunction('Notify', 'acado-shop-dev-notify', { ReservedConcurrentExecutions: 1 }),
  SweepEventInvokeConfig: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      FunctionName: { Ref: 'SweepLambdaFunction' },
      DestinationConfig: { OnFailure: { Destination: arnOf('OrdersRuleDeadLetterQueue') } },
    },
  },
  NotifyEventInvokeConfig: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      FunctionName: { Ref: 'NotifyLambdaFunction' },
      DestinationConfig: { OnFailure: { Destination: arnOf('OrdersRuleDeadLetterQueue') } },
    },
  },
  GetOrderIntegration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: { Ref: 'HttpApi' }, IntegrationUri: arnOf('GetOrderLambdaFunction') },
  },
  RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'dev-acado-shop' } },
  RestApiStage: {
    Type: 'AWS::ApiGateway::Stage',
    Properties: {
      RestApiId: { Ref: 'RestApi' },
      MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100 }],
    },
  },
  GetOrderMethod: {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      Integration: {
        Uri: { 'Fn::Join': ['', ['arn:', arnOf('GetOrderLambdaFunction'), '/invocations']] },
      },
    },
  },
  SweepSchedule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [{ Id: 'sweep', Arn: arnOf('SweepLambdaFunction') }],
    },
  },
  NotifyPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: arnOf('NotifyLambdaFunction'),
      Principal: 'sns.amazonaws.com',
    },
  },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: { Protocol: 'lambda', Endpoint: arnOf('NotifyLambdaFunction') },
  },
});

const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

const stores = (): Resources => ({
  OrdersBus: {
    Type: 'AWS::Events::EventBus',
    Properties: { Name: 'acado-ingest-a-dev-orders' },
  },
  Table: { Type: 'AWS::DynamoDB::Table', ...kept, Properties: { TableName: 'orders' } },
  Bucket: {
    Type: 'AWS::S3::Bucket',
    ...kept,
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    },
  },
});

/** The consumer's own role: it sends back what fails, on purpose. */
const sendsBack = (resources: Resources): void => {
  resources.WriteOrdersLambdaFunction!.Properties!.RecursiveLoop = 'Allow';
  resources.WriteOrdersRole!.Properties!.Policies = [
    {
      PolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf('OrdersQueue') }],
      },
    },
  ];
};

const aPackagedFunction = (key: string, factory: string): PackagedFunction => ({
  key,
  source: `export const handler = ${factory}({`,
  bundleBytes: 200 * 1024,
  tunedOn: '2026-11-01',
});

/** A stack that is something to every rule, and breaks none. Today is 2026-11-20. */
export const aSoundStack = (): Stack & { resources: Record<string, Resource> } => {
  const resources = { ...aConsumerStack(), ...functions(), ...stores() };
  sendsBack(resources);
  setVisibilityTimeouts(resources);
  throttleHttpApis(resources, { rateLimit: 1, burstLimit: 1 });
  Object.assign(resources, alarms(resources, { costAlarmUsdPerHour: 1 }));
  addTags(resources, { Service: 's', Stage: 'dev', CostCenter: 'c' });
  const eventBus = 'acado-ingest-a-dev-orders';
  const event = { eventBus, source: 'acado.ingest-a', 'detail-type': 'OrderPlaced' };
  return {
    resources,
    settings: { tunedWithinDays: 90, maxBundleKb: 1024 },
    today: '2026-11-20',
    functions: new Map([
      ['acado-worker-b-dev-writeOrders', aPackagedFunction('writeOrders', 'createSqsHandler')],
      ['acado-shop-dev-getOrder', aPackagedFunction('getOrder', 'createHttpHandler')],
      ['acado-shop-dev-sweep', aPackagedFunction('sweep', 'createPlainHandler')],
      ['acado-shop-dev-notify', aPackagedFunction('notify', 'createPlainHandler')],
    ]),
    events: {
      produced: [event],
      consumed: [{ eventBus, pattern: { source: ['acado.ingest-a'] } }],
    },
  };
};
