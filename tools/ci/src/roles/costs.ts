import { allow, arn, type Statement } from './statement.ts';

/** What `npm run actual` reads, and no more. */
export const costs: Statement[] = [
  allow('cloudwatch', 'GetMetricData ListMetrics', '*'),
  allow('cloudwatch', 'DescribeAlarms', [arn('cloudwatch', 'alarm:*')]),
  allow('lambda', 'ListFunctions', '*'),
  allow('s3', 'ListAllMyBuckets', '*'),
  allow('logs', 'FilterLogEvents', [arn('logs', 'log-group:/aws/lambda/acado-*-${Stage}-*')]),
];
