import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '@acado/local-cloud';
import { strToU8, zipSync } from 'fflate';

const CALL = `
const call = async (service, target, body) => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID
        + '/20260101/us-east-1/' + service + '/aws4_request, SignedHeaders=host, Signature=unchecked',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
};
const tell = (functionName, EstimatedCost) => console.log(JSON.stringify({
  _aws: {
    Timestamp: Date.now(),
    CloudWatchMetrics: [{
      Namespace: 'Acado/Cost',
      Dimensions: [['service', 'function', 'stage']],
      Metrics: [{ Name: 'EstimatedCost' }],
    }],
  },
  ...{ service: 'acado-shop', function: functionName, stage: 'local', EstimatedCost },
}));
`;
const CODE = {
  buy: `${CALL}
exports.handler = async ({ body }, { functionName }) => {
  const entry = { EventBusName: 'acado-shop-local-events', Source: 'shop', DetailType: 'Bought' };
  await call('events', 'AWSEvents.PutEvents', { Entries: [{ ...entry, Detail: body }] });
  tell(functionName, 0.000002);
  return { statusCode: 202 };
};`,
  store: `${CALL}
exports.handler = async ({ Records }, { functionName }) => {
  for (const { body } of Records) {
    const Item = { id: { S: JSON.parse(body).detail.id }, text: { S: 'x'.repeat(1500) } };
    await call('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: 'acado-shop-local-items', Item });
  }
  tell(functionName, 0.000004);
};`,
};

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const aFunction = (name: string, Architectures: string[]) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: `acado-shop-local-${name}`,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: arnOf('Role'),
    Code: { S3Bucket: 'any', S3Key: `${name}.zip` },
    ...{ MemorySize: 1769, Timeout: 10, Architectures },
  },
});

const allow = (statement: object) => ({ Statement: { Effect: 'Allow', ...statement } });

const Resources = {
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'acado-shop-local-events' } },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      EventPattern: { source: ['shop'] },
      Targets: [{ Id: 'queue', Arn: arnOf('Queue') }],
    },
  },
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: 'acado-shop-local-orders', VisibilityTimeout: 60 },
  },
  QueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'Queue' }],
      PolicyDocument: allow({
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arnOf('Queue'),
        Condition: { ArnEquals: { 'aws:SourceArn': arnOf('Rule') } },
      }),
    },
  },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'acado-shop-local-items',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
  Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acado-shop-local-photos' } },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {},
      Policies: [
        {
          PolicyName: 'inline',
          PolicyDocument: allow({
            Action: ['events:PutEvents', 'dynamodb:PutItem'],
            Resource: '*',
          }),
        },
      ],
    },
  },
  BuyFunction: aFunction('buy', ['arm64']),
  StoreFunction: aFunction('store', ['x86_64']),
  StoreTrigger: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: arnOf('Queue'), FunctionName: arnOf('StoreFunction') },
  },
  BuyPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: arnOf('BuyFunction'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    },
  },
  HttpApi: {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: { Name: 'acado-shop-local', ProtocolType: 'HTTP' },
  },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: arnOf('BuyFunction'),
      PayloadFormatVersion: '2.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      RouteKey: 'POST /orders',
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    },
  },
  ApiAlarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: 'acado-shop-local-5xx',
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Dimensions: [{ Name: 'ApiId', Value: { Ref: 'HttpApi' } }],
      ...{ Statistic: 'Sum', Period: 60, EvaluationPeriods: 1, Threshold: 1 },
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
  },
};

/** A service in which an order goes from an HTTP API over bus, rule and queue to a table. */
export function aShop(directory: string): Stack {
  mkdirSync(directory, { recursive: true });
  for (const [name, code] of Object.entries(CODE)) {
    writeFileSync(join(directory, `${name}.zip`), zipSync({ 'index.js': strToU8(code) }));
  }
  return {
    service: 'shop',
    stackName: 'acado-shop-local',
    template: {
      Resources,
      ...{ Parameters: {}, Mappings: {}, Conditions: {}, Outputs: {} },
    },
    ...{ parameters: {}, functions: {} },
    artifact: (s3Key) => join(directory, s3Key),
  };
}
