/** Storage classes as the S3 API names them. */
export const STORAGE_CLASSES = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
] as const;

/** Sizes of a REST API's cache in GB, as the API names them. */
export const CACHE_SIZES = ['0.5', '1.6', '6.1', '13.5', '28.4', '58.2', '118', '237'] as const;

/** A storage class of S3. */
export type StorageClass = (typeof STORAGE_CLASSES)[number];

/**
 * Everything that has a price of its own, with the unit it is priced in. A GB is 2^30 bytes; a GB-second of Lambda is
 * 1,024 MB for a second; a month is 30 days.
 */
export const ITEMS = {
  'lambda.requests.x86_64': 'request',
  'lambda.requests.arm64': 'request',
  'lambda.duration.x86_64': 'GB-second',
  'lambda.duration.arm64': 'GB-second',
  'lambda.ephemeral-storage.x86_64': 'GB-second',
  'lambda.ephemeral-storage.arm64': 'GB-second',
  'lambda.provisioned-concurrency.x86_64': 'GB-second',
  'lambda.provisioned-concurrency.arm64': 'GB-second',
  'lambda.provisioned-duration.x86_64': 'GB-second',
  'lambda.provisioned-duration.arm64': 'GB-second',
  'api-gateway.http.requests': '512 KB request',
  'api-gateway.rest.requests': 'request',
  'api-gateway.rest.cache.0.5': 'hour',
  'api-gateway.rest.cache.1.6': 'hour',
  'api-gateway.rest.cache.6.1': 'hour',
  'api-gateway.rest.cache.13.5': 'hour',
  'api-gateway.rest.cache.28.4': 'hour',
  'api-gateway.rest.cache.58.2': 'hour',
  'api-gateway.rest.cache.118': 'hour',
  'api-gateway.rest.cache.237': 'hour',
  'eventbridge.custom-events': '64 KB chunk',
  'sqs.requests.standard': '64 KB request',
  'sqs.requests.fifo': '64 KB request',
  'sns.publishes.standard': '64 KB request',
  'sns.deliveries.http': 'delivery',
  'dynamodb.write-request-units': 'write request unit',
  'dynamodb.read-request-units': 'read request unit',
  'dynamodb.storage': 'GB-month',
  's3.storage.STANDARD': 'GB-month',
  's3.storage.STANDARD_IA': 'GB-month',
  's3.storage.ONEZONE_IA': 'GB-month',
  's3.storage.GLACIER_IR': 'GB-month',
  's3.storage.GLACIER': 'GB-month',
  's3.storage.DEEP_ARCHIVE': 'GB-month',
  's3.storage.INTELLIGENT_TIERING.frequent': 'GB-month',
  's3.storage.INTELLIGENT_TIERING.infrequent': 'GB-month',
  's3.storage.INTELLIGENT_TIERING.archive-instant': 'GB-month',
  's3.monitoring.INTELLIGENT_TIERING': 'object-month',
  's3.put.STANDARD': 'request',
  's3.put.STANDARD_IA': 'request',
  's3.put.ONEZONE_IA': 'request',
  's3.put.INTELLIGENT_TIERING': 'request',
  's3.put.GLACIER_IR': 'request',
  's3.put.GLACIER': 'request',
  's3.put.DEEP_ARCHIVE': 'request',
  's3.get.STANDARD': 'request',
  's3.get.STANDARD_IA': 'request',
  's3.get.ONEZONE_IA': 'request',
  's3.get.INTELLIGENT_TIERING': 'request',
  's3.get.GLACIER_IR': 'request',
  's3.get.GLACIER': 'request',
  's3.get.DEEP_ARCHIVE': 'request',
  's3.transition.STANDARD_IA': 'request',
  's3.transition.ONEZONE_IA': 'request',
  's3.transition.INTELLIGENT_TIERING': 'request',
  's3.transition.GLACIER_IR': 'request',
  's3.transition.GLACIER': 'request',
  's3.transition.DEEP_ARCHIVE': 'request',
  's3.retrieval.STANDARD_IA': 'GB',
  's3.retrieval.ONEZONE_IA': 'GB',
  's3.retrieval.GLACIER_IR': 'GB',
  's3.retrieval.GLACIER.standard': 'GB',
  's3.retrieval.GLACIER.bulk': 'GB',
  's3.retrieval.DEEP_ARCHIVE.standard': 'GB',
  's3.retrieval.DEEP_ARCHIVE.bulk': 'GB',
  's3.restore.GLACIER.standard': 'request',
  's3.restore.GLACIER.bulk': 'request',
  's3.restore.DEEP_ARCHIVE.standard': 'request',
  's3.restore.DEEP_ARCHIVE.bulk': 'request',
  'step-functions.standard.transitions': 'state transition',
  'step-functions.express.requests': 'request',
  'step-functions.express.duration': 'GB-second',
  'cloudwatch.logs.lambda': 'GB',
  'cloudwatch.logs.lambda-ia': 'GB',
  'cloudwatch.logs.custom': 'GB',
  'cloudwatch.logs.custom-ia': 'GB',
  'cloudwatch.logs.storage': 'GB-month',
  'cloudwatch.logs.insights': 'GB',
  'cloudwatch.metrics': 'metric-month',
  'cloudwatch.alarms.standard': 'alarm-month',
  'cloudwatch.alarms.high-resolution': 'alarm-month',
  'cloudwatch.alarms.composite': 'alarm-month',
  'cloudwatch.api.requests': 'request',
  'cloudwatch.api.metrics': 'metric requested',
  'kms.keys': 'key-month',
  'kms.requests': 'request',
  'data-transfer.internet': 'GB',
} as const;

/** The id of a priced item. */
export type Item = keyof typeof ITEMS;

/** Every item, in the order of the book. */
export const itemIds = Object.keys(ITEMS) as Item[];

/**
 * Whether a text is the id of an item.
 *
 * @example
 * isItem('sqs.requests.fifo'); // true
 */
export const isItem = (text: string): text is Item => Object.hasOwn(ITEMS, text);
