import type { Resources } from '../template.ts';

const queue = (name: string, properties: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: {
    QueueName: name,
    SqsManagedSseEnabled: true,
    MessageRetentionPeriod: 1_209_600,
    ...properties,
  },
});

/** A consumer's stack before the guardrails complete it: function, API, queue, dead-letter queues, rule. */
export const aConsumerStack = (): Resources => ({
  WriteOrdersLambdaFunction: {
    Type: 'AWS::Lambda::Function',
    DependsOn: ['WriteOrdersLogGroup', 'WriteOrdersRole'],
    Properties: {
      FunctionName: 'acado-worker-b-dev-writeOrders',
      Timeout: 30,
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Environment: {
        Variables: { POWERTOOLS_SERVICE_NAME: 'acado-worker-b', STAGE: 'dev' },
      },
      Role: { 'Fn::GetAtt': ['WriteOrdersRole', 'Arn'] },
      Tags: ['Service', 'Stage', 'CostCenter'].map((Key) => ({ Key, Value: 'x' })),
    },
  },
  WriteOrdersLogGroup: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: '/aws/lambda/acado-worker-b-dev-writeOrders', RetentionInDays: 7 },
  },
  WriteOrdersRole: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'writeOrders' } },
  WriteOrdersMapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] },
      FunctionName: { 'Fn::GetAtt': ['WriteOrdersLambdaFunction', 'Arn'] },
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'acado-worker-b-dev' } },
  HttpApiStage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      DefaultRouteSettings: { DetailedMetricsEnabled: false },
    },
  },
  OrdersQueue: queue('orders', {
    RedrivePolicy: {
      deadLetterTargetArn: { 'Fn::GetAtt': ['OrdersDeadLetterQueue', 'Arn'] },
      maxReceiveCount: 5,
    },
  }),
  OrdersDeadLetterQueue: queue('orders-dlq'),
  OrdersRuleDeadLetterQueue: queue('orders-rule-dlq'),
  OrdersRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'orders',
      EventBusName: 'acado-ingest-a-dev-orders',
      EventPattern: { source: ['acado.ingest-a'], 'detail-type': ['OrderPlaced'] },
      Targets: [
        {
          Id: 'orders-queue',
          Arn: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['OrdersRuleDeadLetterQueue', 'Arn'] } },
        },
      ],
    },
  },
});
