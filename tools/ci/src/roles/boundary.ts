import { allow, arn, OURS, type Statement } from './statement.ts';

/** What a role of a function or a state machine can do at most, whatever its own policy says. */
export const boundary: Statement[] = [
  allow(
    'dynamodb',
    `BatchGetItem BatchWriteItem ConditionCheckItem DeleteItem GetItem PutItem Query Scan UpdateItem`,
    [arn('dynamodb', `table/${OURS}`)],
  ),
  allow('s3', 'AbortMultipartUpload DeleteObject GetObject ListBucket PutObject', [
    arn('s3', `${OURS}-\${AWS::AccountId}`, ''),
    arn('s3', `${OURS}-\${AWS::AccountId}/*`, ''),
  ]),
  allow(
    'sqs',
    `ChangeMessageVisibility DeleteMessage GetQueueAttributes GetQueueUrl ReceiveMessage SendMessage`,
    [arn('sqs', OURS)],
  ),
  allow('events', 'PutEvents', [arn('events', `event-bus/${OURS}`)]),
  allow('sns', 'Publish', [arn('sns', OURS)]),
  // Credentials of the canary, where APIs ask for a token.
  allow('ssm', 'GetParameter', [arn('ssm', 'parameter/acado/${Stage}/*')]),
  // For messages and parameters that are encrypted, and nothing else.
  allow('kms', 'Decrypt GenerateDataKey', [arn('kms', 'key/*')], {
    StringLike: {
      'kms:ViaService': ['sns.*.amazonaws.com', 'sqs.*.amazonaws.com', 'ssm.*.amazonaws.com'],
    },
  }),
  // The tuner, and the guard of costs.
  allow(
    'lambda',
    `CreateAlias DeleteFunction DeleteFunctionConcurrency GetFunction GetFunctionConcurrency
     GetFunctionConfiguration InvokeFunction ListVersionsByFunction PublishVersion
     PutFunctionConcurrency UpdateAlias UpdateFunctionCode UpdateFunctionConfiguration`,
    [arn('lambda', `function:${OURS}`)],
  ),
  allow('lambda', 'UpdateEventSourceMapping', [arn('lambda', 'event-source-mapping:*')], {
    ArnLike: { 'lambda:FunctionArn': arn('lambda', `function:${OURS}`) },
  }),
  allow('states', 'DescribeExecution', [arn('states', `execution:${OURS}`)]),
  allow('cloudwatch', 'DescribeAlarms', [arn('cloudwatch', 'alarm:*')]),
  allow('logs', 'CreateLogStream PutLogEvents', [arn('logs', `log-group:/aws/*/${OURS}`)]),
  // The canary finds the APIs that it calls.
  allow('apigateway', 'GET', [
    { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/apis' },
  ]),
  allow('lambda', 'ListEventSourceMappings', '*'),
  allow(
    'logs',
    `CreateLogDelivery DeleteLogDelivery DescribeLogGroups DescribeResourcePolicies GetLogDelivery
     ListLogDeliveries PutResourcePolicy UpdateLogDelivery`,
    '*',
  ),
];
