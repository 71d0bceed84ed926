import { allow, arn, BUCKETS, DEPLOYMENT_BUCKETS, FUNCTIONS, type Statement } from './statement.ts';

const TABLES = arn('dynamodb', 'table/acado-*-${Stage}-*');

/** The stage's stacks, the packages that they are made from, and looking at what there is. */
export const stacks: Statement[] = [
  allow(
    'cloudformation',
    `CreateStack DeleteStack DescribeStackEvents DescribeStackResource DescribeStackResources
     DescribeStacks GetTemplate ListStackResources SetStackPolicy UpdateStack`,
    [arn('cloudformation', 'stack/acado-*-${Stage}/*')],
  ),
  allow('cloudformation', 'ListStacks ValidateTemplate', '*'),
  allow('s3', 'DeleteObject DeleteObjectVersion GetObject GetObjectVersion PutObject', [
    { 'Fn::Sub': `${DEPLOYMENT_BUCKETS['Fn::Sub']}/*` },
  ]),
  allow('s3', 'GetBucketLocation GetBucketVersioning ListBucket ListBucketVersions', [
    BUCKETS,
    DEPLOYMENT_BUCKETS,
  ]),
  allow('lambda', 'GetFunction GetFunctionConfiguration', [FUNCTIONS]),
  allow('logs', 'DescribeLogGroups', '*'),
  allow('dynamodb', 'DescribeTable', [TABLES]),
  allow('sqs', 'GetQueueAttributes GetQueueUrl', [arn('sqs', 'acado-*-${Stage}-*')]),
];
