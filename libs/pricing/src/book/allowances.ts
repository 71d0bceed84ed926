import type { Item } from './items.ts';
import type { Confidence } from './price-file.ts';

/** Units that cost nothing each month, for one account in all its regions together. */
export interface Allowance {
  name: string;
  /** Items that share it. */
  items: readonly Item[];
  /** Units a month. */
  quantity: number;
  source: string;
  /** The day on which it was taken from its source, ISO 8601. */
  date: string;
  confidence: Confidence;
}

const allowance = (
  name: string,
  quantity: number,
  items: readonly Item[],
  confidence: Confidence = 'H',
): Allowance => ({
  name,
  quantity,
  items,
  source: 'AWS free tier, price pages, compiled 2026-11-20',
  date: '2026-11-20',
  confidence,
});

/**
 * The free tier that does not end after 12 months. API Gateway's is left out: only accounts made before 2025-07-15 have
 * it, for a year. Provisioned concurrency has none.
 */
export const ALLOWANCES: readonly Allowance[] = [
  allowance('Lambda requests', 1_000_000, ['lambda.requests.x86_64', 'lambda.requests.arm64']),
  allowance('Lambda duration', 400_000, ['lambda.duration.x86_64', 'lambda.duration.arm64']),
  allowance('SQS requests', 1_000_000, ['sqs.requests.standard', 'sqs.requests.fifo']),
  allowance('SNS publishes', 1_000_000, ['sns.publishes.standard'], 'M'),
  allowance('SNS HTTP deliveries', 100_000, ['sns.deliveries.http'], 'M'),
  allowance('DynamoDB storage', 25, ['dynamodb.storage']),
  allowance('Step Functions transitions', 4_000, ['step-functions.standard.transitions']),
  allowance(
    'CloudWatch logs',
    5,
    [
      'cloudwatch.logs.lambda',
      'cloudwatch.logs.lambda-ia',
      'cloudwatch.logs.custom',
      'cloudwatch.logs.custom-ia',
    ],
    'M',
  ),
  allowance('CloudWatch metrics', 10, ['cloudwatch.metrics'], 'M'),
  allowance('CloudWatch alarms', 10, ['cloudwatch.alarms.standard'], 'M'),
  allowance('CloudWatch API', 1_000_000, ['cloudwatch.api.requests'], 'M'),
  allowance('Internet egress', 100, ['data-transfer.internet']),
];
