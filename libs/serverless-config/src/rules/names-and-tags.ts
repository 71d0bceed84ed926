import { taggableTypes } from '../tags.ts';
import { at } from '../template.ts';
import { all, type Rule } from './rule.ts';

const REQUIRED_TAGS = ['Service', 'Stage', 'CostCenter'];

/** Physical names and the length AWS accepts; account ids have 12 digits. */
const NAMES: Record<string, { property: string; maxLength: number }> = {
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', maxLength: 255 },
  'AWS::DynamoDB::Table': { property: 'TableName', maxLength: 255 },
  'AWS::Events::EventBus': { property: 'Name', maxLength: 256 },
  'AWS::Events::Rule': { property: 'Name', maxLength: 64 },
  'AWS::IAM::Role': { property: 'RoleName', maxLength: 64 },
  'AWS::Lambda::Function': { property: 'FunctionName', maxLength: 64 },
  'AWS::S3::Bucket': { property: 'BucketName', maxLength: 63 },
  'AWS::SNS::Topic': { property: 'TopicName', maxLength: 256 },
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

export const nameLength: Rule = {
  id: 'name-length',
  title: 'Names are as short as AWS wants them',
  reason: 'AWS refuses a longer one, in the middle of a deployment.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html',
  remedy: 'Shorten the name of the service, of the function or of the resource.',
  severity: 'error',
  appliesTo: all(...Object.keys(NAMES)),
  check: (id, { resources }) => {
    const { Type, Properties } = resources[id]!;
    const { property, maxLength } = NAMES[Type]!;
    const name = nameText(Properties?.[property]);
    return name.length > maxLength ? [`${name} is longer than ${maxLength} characters`] : [];
  },
};

export const requiredTags: Rule = {
  id: 'tags',
  title: 'What costs money says whose it is',
  reason:
    'A bill can be split by service, stage and cost centre only where every resource has the tags.',
  source: 'https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html',
  remedy: 'Leave provider.tags as provider.yml has them: the plugin adds what is missing.',
  severity: 'error',
  setting: 'Tags',
  appliesTo: all(...taggableTypes),
  check: (id, { resources }) => {
    const keys = [resources[id]?.Properties?.Tags].flat().map((tag) => at(tag, 'Key'));
    const missing = REQUIRED_TAGS.filter((tag) => !keys.includes(tag));
    return missing.length > 0 ? [`no tag ${missing.join(', ')}`] : [];
  },
};
