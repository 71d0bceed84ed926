import { allows } from './testing/evaluate.ts';

const stack = 'arn:aws:cloudformation:us-east-1:000000000000:stack/acado-worker-b-local/some-id';
const bucket = 'arn:aws:s3:::acado-worker-b-local-serverlessdeploymentbucket-1';
const bucketOfData = 'arn:aws:s3:::acado-worker-b-local-orders-000000000000';
const package_ = `${bucket}/serverless/acado-worker-b/local/1/code.zip`;
const fn = 'arn:aws:lambda:us-east-1:000000000000:function:acado-worker-b-local-getOrder';
const queue = 'arn:aws:sqs:us-east-1:000000000000:acado-worker-b-local-orders';
const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/acado-worker-b-local-orders';
const logs = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/lambda/acado-worker-b-local-a:*';

/** As requests of `sls deploy` for a new stack and an existing one, recorded at an endpoint that is not AWS. */
const DEPLOY: [action: string, resource: string][] = [
  ...['CreateStack', 'DescribeStackEvents', 'DescribeStackResource', 'DescribeStacks'].map(
    (name): [string, string] => [`cloudformation:${name}`, stack],
  ),
  ['cloudformation:ListStackResources', stack],
  ['cloudformation:UpdateStack', stack],
  ['cloudformation:ValidateTemplate', '*'],
  ['lambda:GetFunction', fn],
  ['s3:ListBucket', bucket],
  ['s3:GetObject', package_],
  ['s3:PutObject', package_],
  ['s3:DeleteObject', package_],
];
/** As those of `npm run remove -- --retained`. */
const REMOVE: [action: string, resource: string][] = [
  ...['DeleteStack', 'DescribeStackEvents', 'DescribeStacks', 'GetTemplate'].map(
    (name): [string, string] => [`cloudformation:${name}`, stack],
  ),
  ['cloudformation:ListStackResources', stack],
  ['cloudformation:ListStacks', '*'],
  ['dynamodb:DescribeTable', table],
  ['dynamodb:ListTables', '*'],
  ['dynamodb:ListTagsOfResource', table],
  ['logs:ListTagsForResource', logs],
  ['s3:GetBucketTagging', bucketOfData],
  ['dynamodb:DeleteTable', table],
  ['logs:DescribeLogGroups', '*'],
  ['logs:DeleteLogGroup', logs],
  ['sqs:GetQueueAttributes', queue],
  ['s3:ListAllMyBuckets', '*'],
  ...[bucket, bucketOfData].flatMap((each): [string, string][] => [
    ['s3:ListBucketVersions', each],
    ['s3:ListBucketMultipartUploads', each],
    ['s3:DeleteObject', `${each}/key`],
    ['s3:DeleteObjectVersion', `${each}/key`],
    ['s3:AbortMultipartUpload', `${each}/key`],
    ['s3:DeleteBucket', each],
  ]),
];

describe('what the commands ask of AWS themselves', () => {
  it.each(DEPLOY)('is allowed to a deployment: %s', (action, resource) => {
    expect(allows('DeployRole', action, resource)).toBe(true);
    expect(allows('TuneRole', action, resource)).toBe(true);
  });

  it.each(REMOVE)('is allowed to a removal: %s %s', (action, resource) => {
    expect(allows('RemoveRole', action, resource)).toBe(true);
  });
});
