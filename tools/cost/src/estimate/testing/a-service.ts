import { shapeOf } from '../shape-of.ts';
import type { ServiceShape } from '../service-shape.ts';
import type { Template } from '../template.ts';
import type { FunctionUsage, Measured, QueueUsage, UsageFile } from '../usage-file.ts';

const getAtt = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** A function as the framework compiles it. */
export const aFunction = (properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: 'shop-local-store',
    MemorySize: 512,
    Architectures: ['arm64'],
    ...properties,
  },
});

/** What the tests price: an HTTP API → `place`, and a bus → `Rule` → `Queue` → `store`, with one alarm. */
export const someResources = (): Template['Resources'] => ({
  PlaceLambdaFunction: aFunction({ FunctionName: 'shop-local-place', MemorySize: 1024 }),
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop-local' } },
  HttpApiIntegrationPlace: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: { Ref: 'HttpApi' }, IntegrationUri: getAtt('PlaceLambdaFunction') },
  },
  StoreLambdaFunction: aFunction(),
  StoreLogGroup: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: '/aws/lambda/shop-local-store', RetentionInDays: 7 },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      BatchSize: 10,
      EventSourceArn: getAtt('Queue'),
      FunctionName: getAtt('StoreLambdaFunction'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'shop-local-orders',
      RedrivePolicy: { deadLetterTargetArn: getAtt('DeadLetters'), maxReceiveCount: 3 },
    },
  },
  DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'shop-local-dlq' } },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: 'bus-local-orders',
      EventPattern: { source: ['shop'] },
      Targets: [{ Arn: getAtt('Queue'), DeadLetterConfig: { Arn: getAtt('DeadLetters') } }],
    },
  },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { TableName: 'shop-local-orders', BillingMode: 'PAY_PER_REQUEST' },
  },
  StoreErrorsAlarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { Period: 300, Dimensions: [{ Value: { Ref: 'StoreLambdaFunction' } }] },
  },
});

/** The shape of these resources. */
export const aShape = (Resources: Template['Resources'] = someResources()): ServiceShape =>
  shapeOf({ name: 'shop', stage: 'local', template: { Resources } });

/** A mean that was measured without noise, unless it is said. */
export const exactly = (mean: number, standardError = 0): Measured => ({ mean, standardError });

/** Usage of one function: 10 ms for each event, and nothing else. */
export const aFunctionUsage = (overrides: Partial<FunctionUsage> = {}): FunctionUsage => ({
  code: 'as-measured',
  memoryMb: 512,
  architecture: 'arm64',
  invocationsPerEvent: exactly(1),
  billedMs: { ...exactly(10), p5: 10, p50: 10, p95: 10 },
  coldStarts: { share: exactly(0), extraMs: exactly(0) },
  logBytes: exactly(0),
  calls: [],
  ...overrides,
});

/** Usage of the queue: every event is one entry, which the rule matches; a call takes all messages of a batch of ten. */
export const aQueueUsage = (overrides: Partial<QueueUsage> = {}): QueueUsage => ({
  messagesPerEvent: exactly(1),
  rule: {
    pattern: { source: ['shop'] },
    entriesPerEvent: exactly(1),
    matchRate: exactly(1),
    requestsPerMessage: exactly(1),
  },
  messagesPerReceive: exactly(10),
  requestsPerReceive: exactly(1),
  messagesPerDelete: exactly(10),
  retryRate: exactly(0),
  deadLetterRate: exactly(0),
  ...overrides,
});

/** A usage file that fits `aShape()`. */
export const aUsageFile = (overrides: Partial<UsageFile> = {}): UsageFile => ({
  service: 'shop',
  event: 'order',
  measured: {
    at: '2026-11-20T10:00:00.000Z',
    machine: '2 × processor',
    load: 0,
    command: 'npm run measure -- shop',
    workload: 'single orders',
    runs: 5,
    eventsPerRun: 100,
  },
  functions: {
    place: aFunctionUsage({ memoryMb: 1024, unitsPerRequest: exactly(1) }),
    store: aFunctionUsage({
      invocationsPerEvent: exactly(0.1),
      batch: { size: 10, messages: exactly(10) },
    }),
  },
  queues: { Queue: aQueueUsage() },
  metrics: [],
  ...overrides,
});
