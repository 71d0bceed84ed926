import { taggableTypes } from '../tags.ts';
import { at, resourcesOf, type Resources } from '../template.ts';

const requiredTags = ['Service', 'Stage', 'CostCenter'];

/** Physical names and the length AWS accepts; account ids have 12 digits. */
const namedTypes: Record<string, { property: string; maxLength: number }> = {
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', maxLength: 255 },
  'AWS::DynamoDB::Table': { property: 'TableName', maxLength: 255 },
  'AWS::Events::Rule': { property: 'Name', maxLength: 64 },
  'AWS::IAM::Role': { property: 'RoleName', maxLength: 64 },
  'AWS::Lambda::Function': { property: 'FunctionName', maxLength: 64 },
  'AWS::S3::Bucket': { property: 'BucketName', maxLength: 63 },
  'AWS::SQS::Queue': { property: 'QueueName', maxLength: 80 },
  'AWS::StepFunctions::StateMachine': { property: 'StateMachineName', maxLength: 80 },
};

const nameText = (name: unknown): string => {
  const text = typeof name === 'string' ? name : at(name, 'Fn::Sub');
  if (typeof text !== 'string') return '';
  return text
    .replaceAll('${AWS::AccountId}', '000000000000')
    .replaceAll('${AWS::Region}', 'us-east-1');
};

const nameProblems = (resources: Resources): string[] =>
  Object.entries(resources).flatMap(([id, { Type, Properties }]) => {
    const limit = namedTypes[Type];
    if (!limit) return [];
    const name = nameText(Properties?.[limit.property]);
    return name.length > limit.maxLength
      ? [`${id}: ${name} is longer than ${limit.maxLength} characters`]
      : [];
  });

const tagProblems = (resources: Resources): string[] =>
  Object.entries(resources)
    .filter(([, { Type }]) => taggableTypes.has(Type) || Type === 'AWS::Lambda::Function')
    .flatMap(([id, { Properties }]) => {
      const keys = [Properties?.Tags].flat().map((tag) => at(tag, 'Key'));
      return requiredTags.filter((tag) => !keys.includes(tag)).map((tag) => `${id}: no tag ${tag}`);
    });

/** The framework's own bucket holds packages, which can be built again. */
const deploymentBucket = 'ServerlessDeploymentBucket';

const dataProblems = (resources: Resources): string[] => {
  const tables = resourcesOf(resources, 'AWS::DynamoDB::Table');
  const buckets = resourcesOf(resources, 'AWS::S3::Bucket');
  const stores = [...tables, ...buckets].filter(([id]) => id !== deploymentBucket);
  return [
    ...stores
      .filter(([, store]) => !store.DeletionPolicy || !store.UpdateReplacePolicy)
      .map(([id]) => `${id}: needs a DeletionPolicy and an UpdateReplacePolicy`),
    ...buckets
      .filter(([, bucket]) => !at(bucket.Properties, 'PublicAccessBlockConfiguration'))
      .map(([id]) => `${id}: does not block public access`),
    ...resourcesOf(resources, 'AWS::SQS::Queue')
      .filter(([, queue]) => queue.Properties?.SqsManagedSseEnabled !== true)
      .map(([id]) => `${id}: is not encrypted`),
  ];
};

/** What is wrong with the names, tags and data stores of a stack. */
export const resourceProblems = (resources: Resources): string[] => [
  ...nameProblems(resources),
  ...tagProblems(resources),
  ...dataProblems(resources),
];
