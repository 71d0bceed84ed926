export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** A function of the package's `<zip>`. */
export const aFunction = (
  FunctionName: string,
  zip: string,
  more: Record<string, unknown> = {},
) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    ...{ FunctionName, Runtime: 'nodejs24.x', Handler: 'index.handler', Role: arnOf('Role') },
    Code: { S3Bucket: 'any', S3Key: `serverless/service/local/1-2/${zip}` },
    ...more,
  },
});

/** A role that may do what is named, or nothing. */
export const aRole = (RoleName: string, Action: string[] = [], Resource: unknown = '*') => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    ...{ RoleName, AssumeRolePolicyDocument: {} },
    Policies: Action.length > 0 ? [policy({ Effect: 'Allow', Action, Resource })] : [],
  },
});

const policy = (Statement: object) => ({
  PolicyName: 'inline',
  PolicyDocument: { Statement },
});

/** A table whose key is `id`. */
export const aTable = (TableName: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    ...{ TableName, BillingMode: 'PAY_PER_REQUEST' },
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    ...more,
  },
});

/** `Queue`, which receives what `Rule` finds of the source `shop`; on the default bus unless another is named. */
export const aFedQueue = (QueueName: string, EventBusName?: unknown) => ({
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName, VisibilityTimeout: 60 } },
  QueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Queue' }],
      PolicyDocument: {
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arnOf('Queue'),
          Condition: { ArnEquals: { 'aws:SourceArn': arnOf('Rule') } },
        },
      },
    },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ...(EventBusName !== undefined && { EventBusName }),
      EventPattern: { source: ['shop'] },
      Targets: [{ Id: 'queue', Arn: arnOf('Queue') }],
    },
  },
});

/** `HttpApi` with one route, to the function with the logical id. */
export const anHttpApi = (
  Name: string,
  RouteKey: string,
  functionId: string,
  PayloadFormatVersion: '1.0' | '2.0' = '2.0',
) => ({
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name, ProtocolType: 'HTTP' } },
  HttpApiStage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: { Ref: 'HttpApi' }, StageName: '$default', AutoDeploy: true },
  },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ...{ ApiId: { Ref: 'HttpApi' }, IntegrationType: 'AWS_PROXY' },
      ...{ IntegrationUri: arnOf(functionId), PayloadFormatVersion },
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ...{ ApiId: { Ref: 'HttpApi' }, RouteKey },
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    },
  },
  HttpApiPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: arnOf(functionId),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*',
      },
    },
  },
});
