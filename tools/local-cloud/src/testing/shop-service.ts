import { aFunction, anHttpApi, aRole, arnOf, aTable } from './resources.ts';
import { writePackage } from './write-package.ts';

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

const resources = {
  ItemsTable: aTable('shop-items', {
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  }),
  OrdersQueue: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'shop-orders',
      RedrivePolicy: { deadLetterTargetArn: arnOf('DeadQueue'), maxReceiveCount: 3 },
    },
  },
  DeadQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'shop-dead' } },
  PhotosBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'shop-photos' } },
  Role: aRole('shop-role', ['dynamodb:PutItem'], arnOf('ItemsTable')),
  BuyFunction: aFunction('shop-buy', 'buy.zip', {
    Timeout: 20,
    Environment: { Variables: { TABLE: { Ref: 'ItemsTable' } } },
  }),
  ...anHttpApi('shop', 'GET /buy/{id}', 'BuyFunction'),
};

/** Writes the package of a small service below `directory`; its folder. */
export const packageShop = (
  directory: string,
  { code = SHOP_CODE, more = {} }: { code?: string; more?: Record<string, unknown> } = {},
): string =>
  writePackage(directory, {
    ...{ name: 'shop', folder: 'shop', functions: { buy: 'shop-buy' } },
    resources: { ...resources, ...more },
    code: { 'buy.zip': code },
  });
