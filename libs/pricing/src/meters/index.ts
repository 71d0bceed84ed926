import { cloudwatchLogs, cloudwatchLogsInsights } from './cloudwatch-logs.ts';
import { cloudwatchAlarms, cloudwatchApi, cloudwatchMetrics } from './cloudwatch-metrics.ts';
import { dataTransferOut } from './data-transfer.ts';
import { dynamodbReads, dynamodbUnits, dynamodbWrites } from './dynamodb.ts';
import { eventbridge } from './eventbridge.ts';
import { httpApi } from './http-api.ts';
import { kms } from './kms.ts';
import { lambdaProvisionedConcurrency } from './lambda-provisioned-concurrency.ts';
import { lambda } from './lambda.ts';
import { restApiCache } from './rest-api-cache.ts';
import { restApi } from './rest-api.ts';
import { s3Requests } from './s3-requests.ts';
import { s3Retrievals } from './s3-retrievals.ts';
import { s3Storage } from './s3-storage.ts';
import { s3Transitions } from './s3-transitions.ts';
import { sns } from './sns.ts';
import { sqs, sqsRequests } from './sqs.ts';
import { stepFunctionsExpress, stepFunctionsStandard } from './step-functions.ts';
import { cloudwatchLogStorage, dynamodbStorage } from './storage.ts';

/** Every meter, in the order of the documentation. */
export const meters = [
  lambda,
  lambdaProvisionedConcurrency,
  httpApi,
  restApi,
  restApiCache,
  eventbridge,
  sqs,
  sqsRequests,
  sns,
  dynamodbWrites,
  dynamodbReads,
  dynamodbUnits,
  dynamodbStorage,
  s3Requests,
  s3Storage,
  s3Transitions,
  s3Retrievals,
  stepFunctionsStandard,
  stepFunctionsExpress,
  cloudwatchLogs,
  cloudwatchLogStorage,
  cloudwatchLogsInsights,
  cloudwatchMetrics,
  cloudwatchAlarms,
  cloudwatchApi,
  kms,
  dataTransferOut,
] as const;
