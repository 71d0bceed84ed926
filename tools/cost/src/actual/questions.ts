import type { Metric } from './cloud.ts';
import type { Names } from './names.ts';
import { hasDimensions } from './series.ts';

interface Wanted {
  names: readonly string[];
  /** Sets of dimensions, each as AWS has it; the first one tells whose the metric is. */
  dimensions: readonly (readonly string[])[];
}

/** Metrics that say what AWS bills. */
const WANTED: Readonly<Record<string, Wanted>> = {
  'AWS/Lambda': { names: ['Invocations', 'Duration'], dimensions: [['FunctionName']] },
  'AWS/ApiGateway': { names: ['Count'], dimensions: [['ApiName'], ['ApiId']] },
  'AWS/SQS': {
    names: [
      'NumberOfMessagesSent',
      'NumberOfMessagesReceived',
      'NumberOfMessagesDeleted',
      'NumberOfEmptyReceives',
      'SentMessageSize',
    ],
    dimensions: [['QueueName']],
  },
  'AWS/Events': {
    names: ['MatchedEvents', 'PutEventsEntriesCount'],
    dimensions: [['EventBusName'], ['EventBusName', 'RuleName'], []],
  },
  'AWS/DynamoDB': {
    names: ['ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits'],
    dimensions: [['TableName'], ['TableName', 'GlobalSecondaryIndexName']],
  },
  'AWS/S3': {
    names: ['PutRequests', 'PostRequests', 'ListRequests', 'GetRequests', 'HeadRequests'],
    dimensions: [['BucketName', 'FilterId']],
  },
  'AWS/Logs': { names: ['IncomingBytes'], dimensions: [['LogGroupName']] },
  'Acado/Cost': {
    names: ['EstimatedCost', 'BilledDuration'],
    dimensions: [['service', 'function', 'stage']],
  },
};

/** Namespaces of the metrics that functions make themselves; they are billed by the metric. */
const CUSTOM = ['Acado', 'Acado/Cost'];

/** Namespaces to look into. */
export const NAMESPACES = [...new Set([...Object.keys(WANTED), ...CUSTOM])];

export const isCustom = ({ namespace }: Metric): boolean => CUSTOM.includes(namespace);

/** Whether a metric says what AWS bills for something that is ours, or may be. */
export function isWanted(metric: Metric, names: Names): boolean {
  const wanted = WANTED[metric.namespace];
  return (
    wanted !== undefined &&
    wanted.names.includes(metric.name) &&
    wanted.dimensions.some((dimensions) => hasDimensions(metric, dimensions)) &&
    isOurs(metric, names)
  );
}

const isOurs = ({ dimensions }: Metric, names: Names): boolean => {
  const owner = ownerOf(dimensions);
  return owner === undefined || names.serviceOf(owner) !== undefined;
};

/** The physical name in a metric's dimensions; HTTP APIs, and all buses together, have none. */
export const ownerOf = (dimensions: Metric['dimensions']): string | undefined =>
  dimensions.FunctionName ??
  dimensions.ApiName ??
  dimensions.QueueName ??
  dimensions.EventBusName ??
  dimensions.TableName ??
  dimensions.BucketName ??
  dimensions.LogGroupName?.replace(/^.*\//, '') ??
  dimensions.function;
