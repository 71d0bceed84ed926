import { type AwsRequest } from '../../aws-api.ts';
import { aJsonRequest, aRequest } from '../../testing/a-request.ts';
import { type AccessOf } from './access.ts';
import { dynamoDbAccess } from './dynamodb.ts';
import { eventsAccess } from './events.ts';
import { lambdaAccess } from './lambda.ts';
import { s3Access } from './s3.ts';
import { snsAccess } from './sns.ts';
import { sqsAccess } from './sqs.ts';

const account = { region: 'us-east-1', accountId: '000000000000' };

const shown = (accessOf: AccessOf, of: AwsRequest): string[] =>
  accessOf(of, account).map(({ action, resource }) => `${action} ${resource}`);

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:us-east-1:000000000000:${resource}`;

describe('dynamoDbAccess', () => {
  it.each([
    ['PutItem', { TableName: 'items' }, [`dynamodb:PutItem ${arn('dynamodb', 'table/items')}`]],
    [
      'Query',
      { TableName: 'items', IndexName: 'byDate' },
      [`dynamodb:Query ${arn('dynamodb', 'table/items/index/byDate')}`],
    ],
    [
      'BatchWriteItem',
      { RequestItems: { a: [], b: [] } },
      [
        `dynamodb:BatchWriteItem ${arn('dynamodb', 'table/a')}`,
        `dynamodb:BatchWriteItem ${arn('dynamodb', 'table/b')}`,
      ],
    ],
    [
      'TransactWriteItems',
      { TransactItems: [{ Put: { TableName: 'a' } }, { Delete: { TableName: 'b' } }] },
      [
        `dynamodb:PutItem ${arn('dynamodb', 'table/a')}`,
        `dynamodb:DeleteItem ${arn('dynamodb', 'table/b')}`,
      ],
    ],
    ['ListTables', {}, ['dynamodb:ListTables *']],
  ])('%s', (operation, body, expected) => {
    expect(shown(dynamoDbAccess, aJsonRequest(`DynamoDB_20120810.${operation}`, body))).toEqual(
      expected,
    );
  });
});

describe('sqsAccess', () => {
  it.each([
    [
      'SendMessageBatch',
      { QueueUrl: 'http://127.0.0.1:4566/000000000000/orders' },
      `sqs:SendMessage ${arn('sqs', 'orders')}`,
    ],
    ['GetQueueUrl', { QueueName: 'orders' }, `sqs:GetQueueUrl ${arn('sqs', 'orders')}`],
    ['ListQueues', {}, 'sqs:ListQueues *'],
  ])('%s', (operation, body, expected) => {
    expect(shown(sqsAccess, aJsonRequest(`AmazonSQS.${operation}`, body))).toEqual([expected]);
  });
});

describe('eventsAccess', () => {
  it.each([
    [
      'PutEvents',
      { Entries: [{ EventBusName: 'a' }, { EventBusName: arn('events', 'event-bus/b') }, {}] },
      ['a', 'b', 'default'].map((bus) => `events:PutEvents ${arn('events', `event-bus/${bus}`)}`),
    ],
    [
      'DescribeRule',
      { Name: 'r', EventBusName: 'a' },
      [`events:DescribeRule ${arn('events', 'rule/a/r')}`],
    ],
    ['ListEventBuses', {}, ['events:ListEventBuses *']],
  ])('%s', (operation, body, expected) => {
    expect(shown(eventsAccess, aJsonRequest(`AWSEvents.${operation}`, body))).toEqual(expected);
  });
});

describe('lambdaAccess', () => {
  it.each([
    [
      'POST',
      '/2015-03-31/functions/f/invocations',
      `lambda:InvokeFunction ${arn('lambda', 'function:f')}`,
    ],
    [
      'POST',
      `/2015-03-31/functions/${encodeURIComponent(arn('lambda', 'function:f'))}/invocations`,
      `lambda:InvokeFunction ${arn('lambda', 'function:f')}`,
    ],
    [
      'POST',
      '/2015-03-31/functions/000000000000:function:f/invocations',
      `lambda:InvokeFunction ${arn('lambda', 'function:f')}`,
    ],
    [
      'PUT',
      '/2015-03-31/functions/f/configuration',
      `lambda:UpdateFunctionConfiguration ${arn('lambda', 'function:f')}`,
    ],
    ['GET', '/2015-03-31/functions/', 'lambda:ListFunctions *'],
    ['GET', '/2016-08-19/account-settings/', 'lambda:GetAccountSettings *'],
    ['GET', '/2015-03-31/event-source-mappings/', 'lambda:ListEventSourceMappings *'],
    [
      'GET',
      '/2015-03-31/event-source-mappings/u-1',
      `lambda:GetEventSourceMapping ${arn('lambda', 'event-source-mapping:u-1')}`,
    ],
    [
      'PUT',
      '/2015-03-31/event-source-mappings/u-1',
      `lambda:UpdateEventSourceMapping ${arn('lambda', 'event-source-mapping:u-1')}`,
    ],
    [
      'POST',
      '/2015-03-31/functions/f:3/invocations',
      `lambda:InvokeFunction ${arn('lambda', 'function:f:3')}`,
    ],
    [
      'POST',
      `/2015-03-31/functions/${encodeURIComponent(arn('lambda', 'function:f:live'))}/invocations`,
      `lambda:InvokeFunction ${arn('lambda', 'function:f:live')}`,
    ],
    [
      'POST',
      '/2015-03-31/functions/f/versions',
      `lambda:PublishVersion ${arn('lambda', 'function:f')}`,
    ],
    [
      'DELETE',
      '/2015-03-31/functions/f/aliases/live',
      `lambda:DeleteAlias ${arn('lambda', 'function:f')}`,
    ],
  ])('%s %s', (method, path, expected) => {
    expect(shown(lambdaAccess, aRequest({ method, path }))).toEqual([expected]);
  });
});

describe('lambdaAccess', () => {
  const shownOf = (method: string, path: string, body: object = {}) => {
    const { pathname, searchParams } = new URL(`/2015-03-31/functions/${path}`, 'http://local');
    const request = aRequest({ method, path: pathname, body: Buffer.from(JSON.stringify(body)) });
    return shown(lambdaAccess, { ...request, query: searchParams });
  };

  it('names the version that is asked for', () => {
    expect(shownOf('DELETE', 'f?Qualifier=3')).toEqual([
      `lambda:DeleteFunction ${arn('lambda', 'function:f:3')}`,
    ]);
    expect(shownOf('GET', 'f/configuration?Qualifier=$LATEST')).toEqual([
      `lambda:GetFunctionConfiguration ${arn('lambda', 'function:f:$LATEST')}`,
    ]);
  });

  it('needs more for what the function gets of others', () => {
    expect(shownOf('PUT', 'f/code', { S3Bucket: 'b', S3Key: 'k/f.zip' })).toEqual([
      `lambda:UpdateFunctionCode ${arn('lambda', 'function:f')}`,
      's3:GetObject arn:aws:s3:::b/k/f.zip',
    ]);
    expect(shownOf('PUT', 'f/configuration', { Role: 'arn:aws:iam::1:role/r' })).toEqual([
      `lambda:UpdateFunctionConfiguration ${arn('lambda', 'function:f')}`,
      'iam:PassRole arn:aws:iam::1:role/r',
    ]);
  });
});

describe('snsAccess', () => {
  it('finds operation and topic in the form', () => {
    const body = Buffer.from(
      new URLSearchParams({ Action: 'PublishBatch', TopicArn: 'arn:t' }).toString(),
    );

    expect(shown(snsAccess, aRequest({ body }))).toEqual(['sns:Publish arn:t']);
  });
});

describe('s3Access', () => {
  it.each([
    ['GET', '/', '', ['s3:ListAllMyBuckets *']],
    ['GET', '/b?list-type=2', '', ['s3:ListBucket arn:aws:s3:::b']],
    ['HEAD', '/b/k', '', ['s3:GetObject arn:aws:s3:::b/k']],
    ['PUT', '/b/a%20b/c', '', ['s3:PutObject arn:aws:s3:::b/a b/c']],
    ['POST', '/b/k?uploads', '', ['s3:PutObject arn:aws:s3:::b/k']],
    ['DELETE', '/b/k?uploadId=1', '', ['s3:AbortMultipartUpload arn:aws:s3:::b/k']],
    ['POST', '/b?delete', '', ['s3:DeleteObject arn:aws:s3:::b/*']],
    [
      'PUT',
      '/b/k',
      '/other/x',
      ['s3:PutObject arn:aws:s3:::b/k', 's3:GetObject arn:aws:s3:::other/x'],
    ],
  ])('%s %s', (method, url, copySource, expected) => {
    const { pathname: path, searchParams: query } = new URL(url, 'http://local');
    const headers: Record<string, string> = copySource ? { 'x-amz-copy-source': copySource } : {};

    const access = s3Access({ method, path, query, headers });

    expect(access.map(({ action, resource }) => `${action} ${resource}`)).toEqual(expected);
  });
});
