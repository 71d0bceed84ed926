import type { Item } from './items.ts';

/** How AWS names an item in its price list and on the bill. */
export interface UsageType {
  /** Offer code and `line_item_product_code`. */
  service: string;
  /** Without the region's prefix; several where regions differ. */
  usageTypes: readonly string[];
  /** Where one usage type has several rates. */
  operation?: string;
}

const of = (service: string, ...usageTypes: string[]): UsageType => ({ service, usageTypes });

/**
 * What AWS calls an item. Items without a row share a usage type with others, or their usage type is not known: refresh
 * leaves their prices as they are.
 *
 * Usage types repeat across services (`TimedStorage-ByteHrs`): look them up with the service.
 *
 * Source: AWS price list and CUR 2.0 samples, compiled 2026-11-20.
 */
export const USAGE_TYPES: Readonly<Partial<Record<Item, UsageType>>> = {
  'lambda.requests.x86_64': of('AWSLambda', 'Request'),
  'lambda.requests.arm64': of('AWSLambda', 'Request-ARM'),
  'lambda.duration.x86_64': of('AWSLambda', 'Lambda-GB-Second'),
  'lambda.duration.arm64': of('AWSLambda', 'Lambda-GB-Second-ARM'),
  'lambda.ephemeral-storage.x86_64': of('AWSLambda', 'Lambda-Storage-GB-Second'),
  'lambda.ephemeral-storage.arm64': of('AWSLambda', 'Lambda-Storage-GB-Second-ARM'),
  'lambda.provisioned-concurrency.x86_64': of('AWSLambda', 'Lambda-Provisioned-Concurrency'),
  'lambda.provisioned-concurrency.arm64': of('AWSLambda', 'Lambda-Provisioned-Concurrency-ARM'),
  'lambda.provisioned-duration.x86_64': of('AWSLambda', 'Lambda-Provisioned-GB-Second'),
  'lambda.provisioned-duration.arm64': of('AWSLambda', 'Lambda-Provisioned-GB-Second-ARM'),
  'api-gateway.http.requests': of('AmazonApiGateway', 'ApiGatewayHttpRequest'),
  'api-gateway.rest.requests': of('AmazonApiGateway', 'ApiGatewayRequest'),
  'api-gateway.rest.cache.0.5': of('AmazonApiGateway', 'ApiGatewayCacheUsage:0.5GB'),
  'api-gateway.rest.cache.1.6': of('AmazonApiGateway', 'ApiGatewayCacheUsage:1.6GB'),
  'api-gateway.rest.cache.6.1': of('AmazonApiGateway', 'ApiGatewayCacheUsage:6.1GB'),
  'api-gateway.rest.cache.13.5': of('AmazonApiGateway', 'ApiGatewayCacheUsage:13.5GB'),
  'api-gateway.rest.cache.28.4': of('AmazonApiGateway', 'ApiGatewayCacheUsage:28.4GB'),
  'api-gateway.rest.cache.58.2': of('AmazonApiGateway', 'ApiGatewayCacheUsage:58.2GB'),
  'api-gateway.rest.cache.118': of('AmazonApiGateway', 'ApiGatewayCacheUsage:118GB'),
  'api-gateway.rest.cache.237': of('AmazonApiGateway', 'ApiGatewayCacheUsage:237GB'),
  'eventbridge.custom-events': {
    ...of('AWSEvents', 'Event-64K-Chunks'),
    operation: 'PutEvents',
  },
  'sqs.requests.standard': of('AWSQueueService', 'Requests-RBP', 'Requests-Tier1'),
  'sqs.requests.fifo': of('AWSQueueService', 'Requests-FIFO-RBP', 'Requests-FIFO-Tier1'),
  'sns.publishes.standard': of('AmazonSNS', 'Requests-Tier1'),
  'sns.deliveries.http': of('AmazonSNS', 'DeliveryAttempts-HTTP'),
  'dynamodb.write-request-units': of('AmazonDynamoDB', 'WriteRequestUnits'),
  'dynamodb.read-request-units': of('AmazonDynamoDB', 'ReadRequestUnits'),
  'dynamodb.storage': of('AmazonDynamoDB', 'TimedStorage-ByteHrs'),
  's3.storage.STANDARD': of('AmazonS3', 'TimedStorage-ByteHrs'),
  's3.storage.STANDARD_IA': of('AmazonS3', 'TimedStorage-SIA-ByteHrs'),
  's3.storage.ONEZONE_IA': of('AmazonS3', 'TimedStorage-ZIA-ByteHrs'),
  's3.storage.GLACIER_IR': of('AmazonS3', 'TimedStorage-GIR-ByteHrs'),
  's3.storage.GLACIER': of('AmazonS3', 'TimedStorage-GlacierByteHrs'),
  's3.storage.DEEP_ARCHIVE': of('AmazonS3', 'TimedStorage-GDA-ByteHrs'),
  's3.storage.INTELLIGENT_TIERING.frequent': of('AmazonS3', 'TimedStorage-INT-FA-ByteHrs'),
  's3.storage.INTELLIGENT_TIERING.infrequent': of('AmazonS3', 'TimedStorage-INT-IA-ByteHrs'),
  's3.storage.INTELLIGENT_TIERING.archive-instant': of('AmazonS3', 'TimedStorage-INT-AIA-ByteHrs'),
  's3.monitoring.INTELLIGENT_TIERING': of('AmazonS3', 'Monitoring-Automation-INT'),
  's3.put.STANDARD': of('AmazonS3', 'Requests-Tier1'),
  's3.put.STANDARD_IA': of('AmazonS3', 'Requests-SIA-Tier1'),
  's3.put.ONEZONE_IA': of('AmazonS3', 'Requests-ZIA-Tier1'),
  's3.put.INTELLIGENT_TIERING': of('AmazonS3', 'Requests-INT-Tier1'),
  's3.put.GLACIER_IR': of('AmazonS3', 'Requests-GIR-Tier1'),
  's3.put.GLACIER': of('AmazonS3', 'Requests-GLACIER-Tier1'),
  's3.put.DEEP_ARCHIVE': of('AmazonS3', 'Requests-GDA-Tier1'),
  's3.get.STANDARD': of('AmazonS3', 'Requests-Tier2'),
  's3.get.STANDARD_IA': of('AmazonS3', 'Requests-SIA-Tier2'),
  's3.get.ONEZONE_IA': of('AmazonS3', 'Requests-ZIA-Tier2'),
  's3.get.INTELLIGENT_TIERING': of('AmazonS3', 'Requests-INT-Tier2'),
  's3.get.GLACIER_IR': of('AmazonS3', 'Requests-GIR-Tier2'),
  's3.get.GLACIER': of('AmazonS3', 'Requests-GLACIER-Tier2'),
  's3.get.DEEP_ARCHIVE': of('AmazonS3', 'Requests-GDA-Tier2'),
  's3.retrieval.STANDARD_IA': of('AmazonS3', 'Retrieval-SIA'),
  's3.retrieval.ONEZONE_IA': of('AmazonS3', 'Retrieval-ZIA'),
  's3.retrieval.GLACIER_IR': of('AmazonS3', 'Retrieval-GIR'),
  'step-functions.standard.transitions': of('AmazonStates', 'StateTransition'),
  'step-functions.express.requests': of('AmazonStates', 'StepFunctions-Request'),
  'step-functions.express.duration': of('AmazonStates', 'StepFunctions-GB-Second'),
  'cloudwatch.logs.lambda': of('AmazonCloudWatch', 'VendedLog-Bytes'),
  'cloudwatch.logs.lambda-ia': of('AmazonCloudWatch', 'VendedLogIA-Bytes'),
  'cloudwatch.logs.custom': of('AmazonCloudWatch', 'DataProcessing-Bytes'),
  'cloudwatch.logs.custom-ia': of('AmazonCloudWatch', 'DataProcessingIA-Bytes'),
  'cloudwatch.logs.storage': of('AmazonCloudWatch', 'TimedStorage-ByteHrs'),
  'cloudwatch.logs.insights': of('AmazonCloudWatch', 'DataScanned-Bytes'),
  'cloudwatch.metrics': of('AmazonCloudWatch', 'CW:MetricMonitorUsage'),
  'cloudwatch.alarms.standard': of('AmazonCloudWatch', 'CW:AlarmMonitorUsage'),
  'cloudwatch.api.requests': of('AmazonCloudWatch', 'CW:Requests'),
  'cloudwatch.api.metrics': of('AmazonCloudWatch', 'CW:GMD-Metrics'),
  'kms.keys': of('awskms', 'KMS-Keys'),
  'kms.requests': of('awskms', 'KMS-Requests'),
  'data-transfer.internet': of('AWSDataTransfer', 'DataTransfer-Out-Bytes'),
};

/** Prefixes of usage types that are not a region's name. */
const REGION_PREFIXES: Readonly<Record<string, string>> = {
  USE1: 'us-east-1',
  USE2: 'us-east-2',
  USW1: 'us-west-1',
  USW2: 'us-west-2',
  EU: 'eu-west-1',
  EUW1: 'eu-west-1',
  EUW2: 'eu-west-2',
  EUW3: 'eu-west-3',
  EUC1: 'eu-central-1',
  EUN1: 'eu-north-1',
  EUS1: 'eu-south-1',
  APS1: 'ap-southeast-1',
  APS2: 'ap-southeast-2',
  APS3: 'ap-south-1',
  APN1: 'ap-northeast-1',
  APN2: 'ap-northeast-2',
  APN3: 'ap-northeast-3',
  APE1: 'ap-east-1',
  CAN1: 'ca-central-1',
  SAE1: 'sa-east-1',
  MES1: 'me-south-1',
  AFS1: 'af-south-1',
};

const PREFIX =
  /^(USE1|USE2|USW1|USW2|EU|EUW[123]|EUC1|EUN1|EUS1|APS[1-9]|APN[123]|APE1|CAN1|SAE1|MES1|AFS1|[a-z]{2}(-[a-z]+)+-\d)-/;

/**
 * A usage type without the prefix that tells its region. us-east-1 has one for some services and none for others.
 *
 * @example
 * stripRegionPrefix('APN1-Requests-Tier1'); // 'Requests-Tier1'
 * stripRegionPrefix('us-east-1-KMS-Requests'); // 'KMS-Requests'
 */
export const stripRegionPrefix = (usageType: string): string => usageType.replace(PREFIX, '');

/**
 * The region of a usage type: us-east-1 if it has no prefix, nothing if its prefix does not tell one.
 *
 * @example
 * regionOfUsageType('APN1-Requests-Tier1'); // 'ap-northeast-1'
 * regionOfUsageType('Request-ARM'); // 'us-east-1'
 */
export function regionOfUsageType(usageType: string): string | undefined {
  const prefix = PREFIX.exec(usageType)?.[1];
  if (prefix === undefined) return 'us-east-1';
  return REGION_PREFIXES[prefix] ?? (/^[a-z]/.test(prefix) ? prefix : undefined);
}
