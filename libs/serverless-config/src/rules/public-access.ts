import { at, type Resource } from '../template.ts';
import { all, type Rule, unless } from './rule.ts';

const BLOCKS = [
  'BlockPublicAcls',
  'BlockPublicPolicy',
  'IgnorePublicAcls',
  'RestrictPublicBuckets',
];

const isEverybody = (principal: unknown): boolean =>
  principal === '*' || [at(principal, 'AWS')].flat().includes('*');

/** Statements that let everybody in, under no condition. */
const isOpen = (statement: unknown): boolean =>
  at(statement, 'Effect') === 'Allow' &&
  isEverybody(at(statement, 'Principal')) &&
  at(statement, 'Condition') === undefined;

const problemsOf = ({ Type, Properties }: Resource): string[] => {
  switch (Type) {
    case 'AWS::S3::Bucket': {
      const blocks = BLOCKS.map((each) => at(Properties, 'PublicAccessBlockConfiguration', each));
      return unless(
        blocks.every((each) => each === true),
        'does not block public access',
      );
    }
    case 'AWS::Lambda::Url':
      return unless(Properties?.AuthType !== 'NONE', 'anybody may call its URL');
    case 'AWS::Lambda::Permission':
      return unless(Properties?.Principal !== '*', 'anybody may invoke its function');
    default: {
      const documents = ['PolicyDocument', 'AssumeRolePolicyDocument', 'KeyPolicy'];
      const statements = documents.flatMap((each) => at(Properties, each, 'Statement'));
      return unless(!statements.some(isOpen), 'lets everybody in');
    }
  }
};

export const publicAccess: Rule = {
  id: 'public-access',
  title: 'Nothing but an API is open to the public',
  reason: 'Buckets and queues that are open by mistake are found by others within hours.',
  source:
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  remedy:
    "Set all four of a bucket's PublicAccessBlockConfiguration; give policies a Principal or a Condition, and URLs AuthType: AWS_IAM.",
  severity: 'error',
  setting: 'PublicAccessBlockConfiguration',
  appliesTo: all(
    'AWS::S3::Bucket',
    'AWS::S3::BucketPolicy',
    'AWS::IAM::Role',
    'AWS::KMS::Key',
    'AWS::SQS::QueuePolicy',
    'AWS::SNS::TopicPolicy',
    'AWS::Lambda::Permission',
    'AWS::Lambda::Url',
  ),
  check: (id, { resources }) => problemsOf(resources[id]!),
};
