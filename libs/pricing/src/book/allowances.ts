import type { Item } from './items.ts';

/** Units that cost nothing each month, for one account in all its regions together. */
export interface Allowance {
  name: string;
  /** Items that share it. */
  items: readonly Item[];
  /** Units a month. */
  quantity: number;
}

/**
 * The free tier that does not end after 12 months. API Gateway's is left out: only accounts made before 2025-07-15 have
 * it, for a year. Provisioned concurrency has none.
 *
 * Source: AWS pricing pages, compiled 2026-11-20; confidence H, M for SNS and CloudWatch.
 */
export const ALLOWANCES: readonly Allowance[] = [
  {
    name: 'Lambda requests',
    items: ['lambda.requests.x86_64', 'lambda.requests.arm64'],
    quantity: 1_000_000,
  },
  {
    name: 'Lambda duration',
    items: ['lambda.duration.x86_64', 'lambda.duration.arm64'],
    quantity: 400_000,
  },
  {
    name: 'SQS requests',
    items: ['sqs.requests.standard', 'sqs.requests.fifo'],
    quantity: 1_000_000,
  },
  { name: 'SNS publishes', items: ['sns.publishes.standard'], quantity: 1_000_000 },
  { name: 'SNS HTTP deliveries', items: ['sns.deliveries.http'], quantity: 100_000 },
  { name: 'DynamoDB storage', items: ['dynamodb.storage'], quantity: 25 },
  {
    name: 'Step Functions transitions',
    items: ['step-functions.standard.transitions'],
    quantity: 4_000,
  },
  {
    name: 'CloudWatch logs',
    items: [
      'cloudwatch.logs.lambda',
      'cloudwatch.logs.lambda-ia',
      'cloudwatch.logs.custom',
      'cloudwatch.logs.custom-ia',
    ],
    quantity: 5,
  },
  { name: 'CloudWatch metrics', items: ['cloudwatch.metrics'], quantity: 10 },
  { name: 'CloudWatch alarms', items: ['cloudwatch.alarms.standard'], quantity: 10 },
  { name: 'CloudWatch API', items: ['cloudwatch.api.requests'], quantity: 1_000_000 },
  { name: 'Internet egress', items: ['data-transfer.internet'], quantity: 100 },
];
