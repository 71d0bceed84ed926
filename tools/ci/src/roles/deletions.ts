import * as names from './statement.ts';
import { allow, arn, OURS, type Statement } from './statement.ts';

/** What CloudFormation does on our behalf to delete what has no data of its own. */
export const deletions: Statement[] = [
  allow(
    'lambda',
    'DeleteFunction DeleteFunctionConcurrency DeleteFunctionEventInvokeConfig RemovePermission',
    [names.FUNCTIONS],
  ),
  allow(
    'lambda',
    'DeleteEventSourceMapping GetEventSourceMapping',
    [arn('lambda', 'event-source-mapping:*')],
    names.OF_OUR_FUNCTIONS,
  ),
  allow('logs', 'DeleteLogGroup', [arn('logs', `log-group:/aws/*/${OURS}`)]),
  // Policies of queues and topics are attributes.
  allow('sqs', 'DeleteQueue SetQueueAttributes', [arn('sqs', OURS)]),
  allow(
    'sns',
    'DeleteTopic GetSubscriptionAttributes GetTopicAttributes SetTopicAttributes Unsubscribe',
    [arn('sns', OURS)],
  ),
  allow(
    'events',
    `DeleteEventBus DeleteRule DescribeEventBus DescribeRule ListTagsForResource ListTargetsByRule
     RemoveTargets UntagResource UpdateEventBus`,
    [arn('events', `event-bus/${OURS}`), arn('events', `rule/${OURS}`)],
  ),
  allow('states', 'DeleteStateMachine DescribeStateMachine', [
    arn('states', `stateMachine:${OURS}`),
  ]),
  allow('cloudwatch', 'DeleteAlarms DescribeAlarms', [arn('cloudwatch', `alarm:${OURS}`)]),
  allow('cloudwatch', 'DeleteDashboards GetDashboard', [
    arn('cloudwatch', 'dashboard/acado-*-${Stage}', ''),
  ]),
  allow('s3', 'DeleteBucketPolicy GetBucketPolicy', [names.BUCKETS, names.DEPLOYMENT_BUCKETS]),
  allow('s3', 'DeleteBucket', [names.DEPLOYMENT_BUCKETS]),
  allow(
    'apigateway',
    'DELETE GET',
    ['/apis/*', '/restapis/*', '/tags/*'].map((path) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}::${path}`,
    })),
    names.BY_CLOUDFORMATION,
  ),
  allow('kms', 'DescribeKey ScheduleKeyDeletion', [arn('kms', 'key/*')], names.BY_CLOUDFORMATION),
  allow('budgets', 'ModifyBudget ViewBudget', [arn('budgets', 'budget/acado-${Stage}', '')]),
  allow(
    'ce',
    'DeleteAnomalyMonitor DeleteAnomalySubscription GetAnomalyMonitors GetAnomalySubscriptions',
    [arn('ce', 'anomalymonitor/*', ''), arn('ce', 'anomalysubscription/*', '')],
    names.BY_CLOUDFORMATION,
  ),
  allow(
    'iam',
    'DeleteRole DeleteRolePolicy DetachRolePolicy GetRole ListAttachedRolePolicies ListRolePolicies',
    [names.ROLES],
  ),
];

/** Tables and buckets go with what is in them. */
export const dataDeletions: Statement[] = [
  allow('dynamodb', 'DeleteTable', [arn('dynamodb', `table/${OURS}`)]),
  allow('s3', 'DeleteBucket', [names.BUCKETS]),
];

/** A bucket must be empty before it can go; what is left without a stack is found by its name. */
export const emptying: Statement[] = [
  allow('s3', 'ListAllMyBuckets', '*'),
  allow('dynamodb', 'ListTables', '*'),
  // What has no stack is told from other stages' by its tags.
  allow('dynamodb', 'ListTagsOfResource', [arn('dynamodb', `table/${OURS}`)]),
  allow('logs', 'ListTagsForResource', [arn('logs', `log-group:/aws/*/${OURS}`)]),
  allow('s3', 'GetBucketTagging ListBucketMultipartUploads', [
    names.BUCKETS,
    names.DEPLOYMENT_BUCKETS,
  ]),
  allow('s3', 'AbortMultipartUpload DeleteObject DeleteObjectVersion', [
    { 'Fn::Sub': `${names.BUCKETS['Fn::Sub']}/*` },
    { 'Fn::Sub': `${names.DEPLOYMENT_BUCKETS['Fn::Sub']}/*` },
  ]),
];
