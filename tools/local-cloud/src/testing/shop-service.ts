import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';

/** Calls DynamoDB with the role's credentials and answers with what it was told. */
export const SHOP_CODE = `
const call = (operation, body) =>
  fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.' + operation,
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID
        + '/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=unchecked',
    },
    body: JSON.stringify({ TableName: process.env.TABLE, ...body }),
  }).then((response) => response.json());

exports.handler = async (event) => {
  const id = { S: event.rawPath ?? event.id };
  const put = await call('PutItem', { Item: { id } });
  const remove = await call('DeleteItem', { Key: { id } });
  return { version: 1, put, remove };
};
`;

const fn = (code: string): Buffer => Buffer.from(zipSync({ 'index.js': strToU8(code) }));

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'shop-role',
    AssumeRolePolicyDocument: {},
    Policies: [
      {
        PolicyName: 'inline',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 'dynamodb:PutItem',
              Resource: { 'Fn::GetAtt': ['ItemsTable', 'Arn'] },
            },
          ],
        },
      },
    ],
  },
};

const resources = {
  ItemsTable: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'shop-items',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    },
  },
  OrdersQueue: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'shop-orders',
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': ['DeadQueue', 'Arn'] },
        maxReceiveCount: 3,
      },
    },
  },
  DeadQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'shop-dead' } },
  PhotosBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shop-photos' } },
  Role: role,
  BuyFunction: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'shop-buy',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Code: { S3Bucket: 'any', S3Key: 'serverless/shop/local/1-2/buy.zip' },
      Timeout: 20,
      Environment: { Variables: { TABLE: { Ref: 'ItemsTable' } } },
    },
  },
  BuyPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { 'Fn::GetAtt': ['BuyFunction', 'Arn'] },
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: {
        'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*',
      },
    },
  },
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } },
  HttpApiStage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: { Ref: 'HttpApi' }, StageName: '$default', AutoDeploy: true },
  },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': ['BuyFunction', 'Arn'] },
      PayloadFormatVersion: '2.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      RouteKey: 'GET /buy/{id}',
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    },
  },
};

/** Writes the package of a small service below `folder`, as `sls package` would; its folder. */
export const packageShop = (
  folder: string,
  { code = SHOP_CODE, more = {} }: { code?: string; more?: Record<string, unknown> } = {},
): string => {
  const service = join(folder, 'shop');
  const output = join(service, '.serverless');
  mkdirSync(output, { recursive: true });
  const write = (file: string, content: unknown) =>
    writeFileSync(join(output, file), JSON.stringify(content));
  write('serverless-state.json', {
    service: {
      service: 'shop',
      provider: { stage: 'local' },
      functions: { buy: { name: 'shop-buy' } },
    },
  });
  write('cloudformation-template-update-stack.json', { Resources: { ...resources, ...more } });
  writeFileSync(join(output, 'buy.zip'), fn(code));
  return service;
};
