import * as names from './statement.ts';
import { allow, arn, OURS, type Statement } from './statement.ts';

/** What CloudFormation does on our behalf to create and update what the services consist of. */
export const changes: Statement[] = [
  allow(
    'lambda',
    `AddPermission CreateFunction GetFunctionCodeSigningConfig GetFunctionEventInvokeConfig
     GetFunctionRecursionConfig GetFunctionScalingConfig GetPolicy GetRuntimeManagementConfig ListTags
     PutFunctionConcurrency PutFunctionEventInvokeConfig PutFunctionRecursionConfig
     PutRuntimeManagementConfig TagResource UntagResource UpdateFunctionCode
     UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig`,
    [names.FUNCTIONS],
  ),
  allow('lambda', 'CreateEventSourceMapping', '*', names.OF_OUR_FUNCTIONS),
  allow(
    'lambda',
    'GetEventSourceMapping UpdateEventSourceMapping',
    [arn('lambda', 'event-source-mapping:*')],
    names.OF_OUR_FUNCTIONS,
  ),
  allow(
    'lambda',
    'ListTags TagResource UntagResource',
    [arn('lambda', 'event-source-mapping:*')],
    names.BY_CLOUDFORMATION,
  ),
  allow(
    'logs',
    `CreateLogGroup DeleteRetentionPolicy GetDataProtectionPolicy ListTagsForResource
     PutRetentionPolicy TagResource UntagResource`,
    [arn('logs', `log-group:/aws/*/${OURS}`)],
  ),
  // Of state machines; they know no resources.
  allow(
    'logs',
    `CreateLogDelivery DescribeIndexPolicies DescribeResourcePolicies GetLogDelivery ListLogDeliveries
     PutResourcePolicy UpdateLogDelivery`,
    '*',
    names.BY_CLOUDFORMATION,
  ),
  allow(
    'dynamodb',
    `CreateTable DescribeContinuousBackups DescribeContributorInsights
     DescribeKinesisStreamingDestination DescribeTimeToLive GetResourcePolicy ListTagsOfResource
     TagResource UntagResource UpdateContinuousBackups UpdateTable UpdateTimeToLive`,
    [arn('dynamodb', `table/${OURS}`)],
  ),
  allow('sqs', 'CreateQueue ListQueueTags SetQueueAttributes TagQueue UntagQueue', [
    arn('sqs', OURS),
  ]),
  allow(
    'sns',
    `CreateTopic GetDataProtectionPolicy GetSubscriptionAttributes GetTopicAttributes
     ListSubscriptionsByTopic ListTagsForResource SetSubscriptionAttributes SetTopicAttributes Subscribe
     TagResource UntagResource`,
    [arn('sns', OURS)],
  ),
  allow(
    'events',
    `CreateEventBus DescribeEventBus DescribeRule ListTagsForResource ListTargetsByRule PutRule
     PutTargets TagResource UntagResource UpdateEventBus`,
    [arn('events', `event-bus/${OURS}`), arn('events', `rule/${OURS}`)],
  ),
  allow(
    'states',
    'CreateStateMachine DescribeStateMachine ListTagsForResource TagResource UntagResource UpdateStateMachine',
    [arn('states', `stateMachine:${OURS}`)],
  ),
  allow(
    'cloudwatch',
    'DescribeAlarms ListTagsForResource PutMetricAlarm TagResource UntagResource',
    [arn('cloudwatch', `alarm:${OURS}`)],
  ),
  allow('cloudwatch', 'GetDashboard ListTagsForResource PutDashboard TagResource UntagResource', [
    arn('cloudwatch', 'dashboard/acado-*-${Stage}', ''),
  ]),
];
