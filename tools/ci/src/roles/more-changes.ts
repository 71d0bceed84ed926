import * as names from './statement.ts';
import { allow, arn, type Statement } from './statement.ts';

/** The rest of the changes, since a policy has room for 6,144 characters: buckets, and what has no name of ours. */
export const moreChanges: Statement[] = [
  allow(
    's3',
    `CreateBucket GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl
     GetBucketCORS GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification
     GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPolicy
     GetBucketPublicAccessBlock GetBucketTagging GetBucketWebsite GetEncryptionConfiguration
     GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
     GetMetricsConfiguration GetReplicationConfiguration ListTagsForResource PutBucketOwnershipControls
     PutBucketPolicy PutBucketPublicAccessBlock PutBucketTagging PutBucketVersioning
     PutEncryptionConfiguration PutLifecycleConfiguration TagResource UntagResource`,
    [names.BUCKETS, names.DEPLOYMENT_BUCKETS],
  ),
  // APIs, keys and anomaly monitors have ids.
  allow(
    'apigateway',
    'GET PATCH POST PUT',
    ['/apis', '/apis/*', '/restapis', '/restapis/*', '/tags/*'].map((path) => ({
      'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}::${path}`,
    })),
    names.BY_CLOUDFORMATION,
  ),
  allow('kms', 'CreateKey', '*', names.BY_CLOUDFORMATION),
  allow(
    'kms',
    `DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation GetKeyPolicy
     GetKeyRotationStatus ListResourceTags PutKeyPolicy TagResource UntagResource UpdateKeyDescription`,
    [arn('kms', 'key/*')],
    names.BY_CLOUDFORMATION,
  ),
  allow('budgets', 'ListTagsForResource ModifyBudget TagResource UntagResource ViewBudget', [
    arn('budgets', 'budget/acado-${Stage}', ''),
  ]),
  allow('ce', 'CreateAnomalyMonitor CreateAnomalySubscription', '*', names.BY_CLOUDFORMATION),
  allow(
    'ce',
    `GetAnomalyMonitors GetAnomalySubscriptions ListTagsForResource TagResource UpdateAnomalyMonitor
     UpdateAnomalySubscription`,
    [arn('ce', 'anomalymonitor/*', ''), arn('ce', 'anomalysubscription/*', '')],
    names.BY_CLOUDFORMATION,
  ),
];
