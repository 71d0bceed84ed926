import { billedItem } from './billed-item.ts';

const itemOf = (service: string, usageType: string, operation = '', region = '') =>
  billedItem({ service, usageType, operation, region });

describe('billedItem', () => {
  it.each([
    ['AWSLambda', 'Request-ARM', '', 'lambda.requests.arm64', 'us-east-1'],
    ['AWSLambda', 'Global-Request', '', 'lambda.requests.x86_64', 'us-east-1'],
    ['AWSLambda', 'APN1-Lambda-GB-Second', '', 'lambda.duration.x86_64', 'ap-northeast-1'],
    ['AWSQueueService', 'EU-Requests-Tier1', '', 'sqs.requests.standard', 'eu-west-1'],
    ['AmazonSNS', 'EUC1-Requests-Tier1', '', 'sns.publishes.standard', 'eu-central-1'],
    ['AmazonS3', 'USW2-Requests-Tier1', 'PutObject', 's3.put.STANDARD', 'us-west-2'],
    ['AmazonS3', 'Requests-INT-Tier1', 'PutObject', 's3.put.INTELLIGENT_TIERING', 'us-east-1'],
    [
      'AmazonS3',
      'Requests-INT-Tier1',
      'S3-INTTransition',
      's3.transition.INTELLIGENT_TIERING',
      'us-east-1',
    ],
    ['AmazonS3', 'Requests-Tier3', 'S3-GlacierTransition', 's3.transition.GLACIER', 'us-east-1'],
    ['AmazonS3', 'TimedStorage-ByteHrs', 'StandardStorage', 's3.storage.STANDARD', 'us-east-1'],
    ['AmazonDynamoDB', 'EU-TimedStorage-ByteHrs', '', 'dynamodb.storage', 'eu-west-1'],
    ['AmazonCloudWatch', 'USE1-TimedStorage-ByteHrs', '', 'cloudwatch.logs.storage', 'us-east-1'],
    ['awskms', 'ap-southeast-1-KMS-Requests', '', 'kms.requests', 'ap-southeast-1'],
    ['AWSEvents', 'USE1-Event-64K-Chunks', 'PutEvents', 'eventbridge.custom-events', 'us-east-1'],
    ['AWSLambda', 'EU-DataTransfer-Out-Bytes', '', 'data-transfer.internet', 'eu-west-1'],
  ])('takes %s %s %s for %s', (service, usageType, operation, item, region) => {
    expect(itemOf(service, usageType, operation)).toMatchObject({ item, region });
  });

  it('believes the region of the bill before that of the usage type', () => {
    expect(itemOf('AWSLambda', 'EU-Request', '', 'eu-west-2')).toMatchObject({
      region: 'eu-west-2',
    });
  });

  it.each([
    ['AWSEvents', 'USE1-Event-64K-Chunks', 'ReceivedPartnerEvents'],
    ['AmazonS3', 'Requests-Tier3', 'RestoreObject'],
    ['AmazonS3', 'Requests-Tier1', 'SomeTransition'],
    ['AmazonEC2', 'BoxUsage:t3.micro', 'RunInstances'],
    ['AmazonEC2', 'Requests-Tier1', ''],
  ])('does not know %s %s %s', (service, usageType, operation) => {
    expect(itemOf(service, usageType, operation).item).toBeUndefined();
  });
});
