import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  return response.json();
};
`;
/** Answers 202 once the bus has the order. */
const ACCEPT = `${CALL}
exports.handler = async ({ body }) => {
  const Entries = [{ Source: 'shop', DetailType: 'Ordered', Detail: body }];
  const { FailedEntryCount } = await call('events', 'AWSEvents.PutEvents', { Entries });
  return { statusCode: FailedEntryCount === 0 ? 202 : 500 };
};`;
/** Writes one row per order. */
const STORE = `${CALL}
exports.handler = async ({ Records }) => {
  for (const { body } of Records) {
    const Item = { id: { S: JSON.parse(body).detail.id } };
    await call('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: 'pipeline-orders', Item });
  }
};`;

const getAtt = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const lambdaFunction = (name: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: `pipeline-${name}`,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: getAtt('Role'),
    Code: { S3Bucket: 'any', S3Key: `serverless/pipeline/local/1-2/${name}.zip` },
    MemorySize: 1769,
    Timeout: 10,
  },
});

const Resources = {
  OrdersTable: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'pipeline-orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
  OrdersQueue: {
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: 'pipeline-orders', VisibilityTimeout: 60 },
  },
  OrdersQueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'OrdersQueue' }],
      PolicyDocument: {
        Statement: {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: getAtt('OrdersQueue'),
          Condition: { ArnEquals: { 'aws:SourceArn': getAtt('OrdersRule') } },
        },
      },
    },
  },
  OrdersRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['shop'] },
      Targets: [{ Id: 'queue', Arn: getAtt('OrdersQueue') }],
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {},
      Policies: [
        {
          PolicyName: 'inline',
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Action: ['events:PutEvents', 'dynamodb:PutItem'], Resource: '*' },
            ],
          },
        },
      ],
    },
  },
  AcceptFunction: lambdaFunction('accept'),
  StoreFunction: lambdaFunction('store'),
  StoreTrigger: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: getAtt('OrdersQueue'),
      FunctionName: getAtt('StoreFunction'),
      BatchSize: 5,
    },
  },
  AcceptPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: getAtt('AcceptFunction'),
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    },
  },
  HttpApi: {
    Type: 'AWS::ApiGatewayV2::Api',
    Properties: { Name: 'pipeline', ProtocolType: 'HTTP' },
  },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: getAtt('AcceptFunction'),
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
};

/**
 * Writes the package of a service in which an order goes all the way: HTTP API, bus, rule, queue, table `pipeline-orders`.
 */
export const packagePipeline = (folder: string): string => {
  const service = join(folder, 'pipeline');
  const output = join(service, '.serverless');
  mkdirSync(output, { recursive: true });
  const write = (file: string, content: unknown) =>
    writeFileSync(join(output, file), JSON.stringify(content));
  write('serverless-state.json', {
    service: { service: 'pipeline', provider: { stage: 'local' }, functions: {} },
  });
  write('cloudformation-template-update-stack.json', { Resources });
  for (const [name, code] of Object.entries({ accept: ACCEPT, store: STORE }))
    writeFileSync(join(output, `${name}.zip`), zipSync({ 'index.js': strToU8(code) }));
  return service;
};
