import { allow, arn, BUCKETS, DEPLOYMENT_BUCKETS, FUNCTIONS, type Statement } from './statement.ts';

const STACKS = arn('cloudformation', 'stack/acado-*-${Stage}/*');
const TABLES = arn('dynamodb', 'table/acado-*-${Stage}-*');

/** Looking at what there is of the stage, and deleting its stacks. */
export const stacks: Statement[] = [
  allow(
    'cloudformation',
    `DeleteStack DescribeStackEvents DescribeStackResource DescribeStackResources DescribeStacks
     GetTemplate ListStackResources`,
    [STACKS],
  ),
  allow('cloudformation', 'ListStacks', '*'),
  allow('s3', 'GetBucketLocation GetBucketVersioning ListBucket ListBucketVersions', [
    BUCKETS,
    DEPLOYMENT_BUCKETS,
  ]),
  allow('lambda', 'GetFunction GetFunctionConfiguration', [FUNCTIONS]),
  allow('logs', 'DescribeLogGroups', '*'),
  allow('dynamodb', 'DescribeTable', [TABLES]),
  allow('sqs', 'GetQueueAttributes GetQueueUrl', [arn('sqs', 'acado-*-${Stage}-*')]),
];

/** Making and changing the stage's stacks, and the packages that they are made from. */
export const deployments: Statement[] = [
  allow('cloudformation', 'CreateStack SetStackPolicy UpdateStack', [STACKS]),
  allow('cloudformation', 'ValidateTemplate', '*'),
  allow('s3', 'DeleteObject DeleteObjectVersion GetObject GetObjectVersion PutObject', [
    { 'Fn::Sub': `${DEPLOYMENT_BUCKETS['Fn::Sub']}/*` },
  ]),
];
