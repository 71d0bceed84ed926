import { remove, set, type Broken } from './changes.ts';

const tags = ['Service', 'Stage', 'CostCenter'].map((Key) => ({ Key, Value: 'x' }));
const longName = 'r'.repeat(65);

/** Stacks that break rules of alarms, data, tags and names. */
export const brokenAlarmsAndData: Broken[] = [
  [
    'function-alarms',
    'a function whose errors nobody sees',
    remove('WriteOrdersErrorsAlarm'),
    'WriteOrdersLambdaFunction: no alarm on Errors',
  ],
  [
    'cost-alarm',
    'a function whose cost nobody watches',
    remove('WriteOrdersCostAlarm'),
    'WriteOrdersLambdaFunction: no alarm on its cost',
  ],
  [
    'dead-letter-alarm',
    'an unwatched dead-letter queue',
    remove('OrdersDeadLetterQueueDepthAlarm'),
    'OrdersDeadLetterQueue: no alarm on its depth',
  ],
  [
    'queue-age-alarm',
    'an unwatched backlog',
    remove('OrdersQueueAgeAlarm'),
    'OrdersQueue: no alarm on the age of its oldest message',
  ],
  [
    'api-alarm',
    'an HTTP API whose failures nobody sees',
    remove('HttpApiServerErrorsAlarm'),
    'HttpApi: no alarm on answers of 5xx',
  ],
  [
    'api-alarm',
    'a REST API whose failures nobody sees',
    remove('RestApiServerErrorsAlarm'),
    'RestApi: no alarm on answers of 5xx',
  ],
  [
    'public-access',
    'a public bucket',
    set('Bucket', { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
    'Bucket: does not block public access',
  ],
  [
    'encryption',
    'an unencrypted queue',
    set('OrdersQueue', { SqsManagedSseEnabled: false }),
    'OrdersQueue: is not encrypted',
  ],
  [
    'encryption',
    'a bucket that does not say that it is encrypted',
    set('Bucket', { BucketEncryption: undefined }),
    'Bucket: is not encrypted',
  ],
  [
    'deletion-policy',
    'a table without deletion policy',
    ({ resources }) => delete resources.Table!.DeletionPolicy,
    'Table: needs a DeletionPolicy and an UpdateReplacePolicy',
  ],
  [
    'tags',
    'a missing tag',
    set('OrdersQueue', { Tags: tags.slice(1) }),
    'OrdersQueue: no tag Service',
  ],
  [
    'name-length',
    'a long name',
    set('WriteOrdersRole', { RoleName: longName }),
    `WriteOrdersRole: ${longName} is longer than 64 characters`,
  ],
];
