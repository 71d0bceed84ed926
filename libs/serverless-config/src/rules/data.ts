import { at } from '../template.ts';
import { all, type Rule, type Stack, unless } from './rule.ts';

/** The framework's own bucket holds packages, which can be built again. */
const DEPLOYMENT_BUCKET = 'ServerlessDeploymentBucket';

const stores = (stack: Stack): string[] =>
  all('AWS::DynamoDB::Table', 'AWS::S3::Bucket')(stack).filter((id) => id !== DEPLOYMENT_BUCKET);

export const deletionPolicy: Rule = {
  id: 'deletion-policy',
  title: 'It is said what becomes of data when its stack goes',
  reason:
    'CloudFormation deletes a table with all that is in it, also when a property changes that only a new table can have.',
  source:
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  remedy:
    'Set DeletionPolicy and UpdateReplacePolicy to ${param:dataDeletionPolicy}, which is Retain in prod.',
  severity: 'error',
  appliesTo: stores,
  check: (id, { resources }) =>
    unless(
      Boolean(resources[id]?.DeletionPolicy && resources[id]?.UpdateReplacePolicy),
      'needs a DeletionPolicy and an UpdateReplacePolicy',
    ),
};

const isEncrypted = (id: string, { resources }: Stack): boolean => {
  const { Type, Properties } = resources[id]!;
  return Type === 'AWS::S3::Bucket'
    ? at(Properties, 'BucketEncryption') !== undefined
    : Properties?.SqsManagedSseEnabled === true || Properties?.KmsMasterKeyId !== undefined;
};

export const encryption: Rule = {
  id: 'encryption',
  title: 'Queues and buckets are encrypted, and say so',
  reason:
    'It costs nothing. What is said holds wherever the template is deployed, and an audit can read it.',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html',
  remedy:
    'Set SqsManagedSseEnabled: true on a queue, and BucketEncryption with AES256 on a bucket; or a key of KMS. Tables always are.',
  severity: 'error',
  appliesTo: all('AWS::SQS::Queue', 'AWS::S3::Bucket'),
  check: (id, stack) => unless(isEncrypted(id, stack), 'is not encrypted'),
};
