import type { Resources } from './template.ts';

/** Types that cost money or are billed by tag, that take a `Tags` list, and that the framework leaves untagged. */
export const taggableTypes: ReadonlySet<string> = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  // Those that the framework makes for itself.
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::StepFunctions::StateMachine',
]);

type Tag = { Key: string; Value: unknown };

const isTagList = (value: unknown): value is Tag[] => Array.isArray(value);

/**
 * Adds the provider's tags to the resources that take them; a tag that a resource declares itself wins.
 *
 * @example
 * addTags(template.Resources, { Service: 'acado-crud-api', CostCenter: 'orders' });
 */
export const addTags = (resources: Resources, tags: Record<string, string>): void => {
  for (const resource of Object.values(resources)) {
    if (!taggableTypes.has(resource.Type)) continue;
    const properties = (resource.Properties ??= {});
    const own = isTagList(properties.Tags) ? properties.Tags : [];
    const added = Object.entries(tags)
      .filter(([key]) => !own.some(({ Key }) => Key === key))
      .map(([Key, Value]): Tag => ({ Key, Value }));
    properties.Tags = [...own, ...added];
  }
};
