import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const handlersSchema = z.object({
  types: z.record(
    z.string(),
    z.object({ change: z.array(z.string()), delete: z.array(z.string()) }),
  ),
});
const { types } = handlersSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, 'handlers.json'), 'utf8')),
);

/** What CloudFormation may ask for, and why nothing here makes it do so. */
const UNUSED: readonly [types: RegExp, action: RegExp, reason: string][] = [
  [/^(?!AWS::KMS)/, /^kms:/, 'what is encrypted by a key of ours says so in the policy of the key'],
  [/Lambda/, /^(ec2|elasticfilesystem|s3files|codedeploy):/, 'no VPC, no CodeDeploy'],
  [/Lambda/, /:(GetCodeSigning|(Put|Delete)FunctionCodeSigning)Config$/, 'code is not signed'],
  [
    /Lambda/,
    /:(GetLayerVersion|PassCapacityProvider|PutFunctionScalingConfig)$/,
    'no layers, no instances of our own',
  ],
  [/Lambda::Function/, /:PublishVersion$/, 'versions are the tuner’s'],
  [
    /S3/,
    /^(s3tables|iam):|:(Create|Delete|Update)BucketMetadata/,
    'no metadata tables, no replication',
  ],
  [
    /S3/,
    /^s3:(Put|Delete).*(Abac|Acl|Accelerate|Analytics|Cors|CORS|IntelligentTiering|Inventory|Logging|Metrics|Notification|ObjectLock|Replication|Website)/,
    'buckets have none',
  ],
  [
    /S3/,
    /^s3:Delete(BucketEncryption|BucketLifecycle|Object)$/,
    'buckets have none, or keep theirs',
  ],
  [
    /Logs/,
    /^(firehose|s3):|KmsKey$|:(Put|Delete)(DataProtection|Index)Policy$|:DeleteResourcePolicy$|BearerToken|DeletionProtection/,
    'log groups have none',
  ],
  [
    /DynamoDB/,
    /^(kinesis|s3|logs|iam):|Replica$|Import(Table)?$/,
    'no streams, imports, global tables',
  ],
  [
    /DynamoDB/,
    /:(BatchWriteItem|DeleteItem|GetItem|PutItem|Query|Scan|UpdateItem)$/,
    'a deployment touches no data',
  ],
  [
    /DynamoDB/,
    /:(Put|Delete)ResourcePolicy$|:UpdateContributorInsights$|:(Disable|Enable|Update)Kinesis/,
    'tables have none',
  ],
  [/Events/, /:(Put|Remove)Permission$|^iam:/, 'buses have no policy, rules no role'],
  [/SNS/, /:PutDataProtectionPolicy$|^iam:/, 'topics have none'],
  [
    /ApiGateway/,
    /^s3:|:(TagResource|UntagResource|UpdateRestApiPolicy)$/,
    'no imports; tags are POST and DELETE to IAM',
  ],
  [/StepFunctions/, /^s3:/, 'definitions are in the template'],
  [/IAM/, /:DeleteRolePermissionsBoundary$/, 'nobody may'],
];

/**
 * What CloudFormation needs of whoever creates and updates, or deletes, a resource of a type, as far as it is used here.
 *
 * @throws Error for a type that is not known here.
 */
export function neededActions(type: string): { change: string[]; delete: string[] } {
  const known = types[type];
  if (known === undefined) throw new Error(`${type} is missing in src/roles/handlers.json`);
  const used = (actions: string[]) =>
    actions.filter(
      (action) => !UNUSED.some(([on, unused]) => on.test(type) && unused.test(action)),
    );
  return { change: used(known.change), delete: used(known.delete) };
}
