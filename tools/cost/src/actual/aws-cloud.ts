import {
  CloudWatchClient,
  type Dimension,
  type MetricAlarm,
  paginateDescribeAlarms,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  LambdaClient,
  type LambdaClientConfig,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { type InvocationReport, parseReport } from '@acado/tuning';
import type { AlarmFacts, Cloud, FunctionFacts, Metric } from './cloud.ts';
import { readValues } from './metric-data.ts';

/** What FilterLogEvents finds REPORT lines with, by the log format of the function. */
const REPORT_PATTERNS = {
  Text: '"REPORT RequestId:"',
  JSON: '{ $.type = "platform.report" }',
} as const;

/**
 * AWS, or what `AWS_ENDPOINT_URL` names instead, through the SDK with its own ways to find credentials.
 *
 * @param access Endpoint and credentials in place of those.
 */
export function awsCloud(
  region: string,
  access: Pick<LambdaClientConfig, 'endpoint' | 'credentials'> = {},
): Cloud & { close(): void } {
  // Reading many pages runs into rate limits; the SDK waits and tries again.
  const config = { ...access, region, maxAttempts: 5 };
  const cloudWatch = new CloudWatchClient(config);
  const logs = new CloudWatchLogsClient(config);
  const lambda = new LambdaClient(config);
  const s3 = new S3Client(config);
  return {
    functions: () => listFunctions(lambda),
    alarms: () => listAlarms(cloudWatch),
    metrics: (namespace) => listMetrics(cloudWatch, namespace),
    values: (questions, period) =>
      readValues((command) => cloudWatch.send(command), questions, period),
    buckets: async () => {
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      return Buckets.flatMap(({ Name }) => Name ?? []);
    },
    async *reports({ logGroup, logFormat }, { from, to }) {
      const pages = paginateFilterLogEvents(
        { client: logs },
        {
          logGroupName: logGroup,
          filterPattern: REPORT_PATTERNS[logFormat],
          startTime: from,
          endTime: to - 1,
        },
      );
      try {
        for await (const { events = [] } of pages) {
          yield events.flatMap(({ message = '' }): InvocationReport[] => {
            const report = parseReport(message);
            return report ? [report] : [];
          });
        }
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
    close: () => {
      for (const client of [cloudWatch, logs, lambda, s3]) client.destroy();
    },
  };
}

async function listFunctions(client: LambdaClient): Promise<FunctionFacts[]> {
  const functions: FunctionFacts[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    for (const found of Functions) {
      const { FunctionName, MemorySize } = found;
      if (FunctionName === undefined || MemorySize === undefined) continue;
      functions.push({
        name: FunctionName,
        memoryMb: MemorySize,
        architecture: found.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64',
        ephemeralStorageMb: found.EphemeralStorage?.Size ?? 512,
        logGroup: found.LoggingConfig?.LogGroup ?? `/aws/lambda/${FunctionName}`,
        logFormat: found.LoggingConfig?.LogFormat === 'JSON' ? 'JSON' : 'Text',
      });
    }
  }
  return functions;
}

async function listMetrics(client: CloudWatchClient, Namespace: string): Promise<Metric[]> {
  const metrics: Metric[] = [];
  for await (const { Metrics = [] } of paginateListMetrics({ client }, { Namespace })) {
    for (const { Namespace: namespace, MetricName: name, Dimensions = [] } of Metrics) {
      if (namespace === undefined || name === undefined) continue;
      metrics.push({ namespace, name, dimensions: dimensionsOf(Dimensions) });
    }
  }
  return metrics;
}

async function listAlarms(client: CloudWatchClient): Promise<AlarmFacts[]> {
  const alarms: AlarmFacts[] = [];
  const pages = paginateDescribeAlarms(
    { client },
    { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], MaxRecords: 100 },
  );
  for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages) {
    alarms.push(...MetricAlarms.map(alarmFacts));
    for (const { AlarmName: name = '' } of CompositeAlarms) {
      alarms.push({ name, type: 'composite', metrics: 1, dimensions: {} });
    }
  }
  return alarms;
}

function alarmFacts(alarm: MetricAlarm): AlarmFacts {
  const stats = (alarm.Metrics ?? []).flatMap(({ MetricStat }) => MetricStat ?? []);
  const periods = [alarm.Period, ...stats.map(({ Period }) => Period)];
  return {
    name: alarm.AlarmName ?? '',
    type: periods.some((period) => (period ?? 60) < 60) ? 'high-resolution' : 'standard',
    metrics: Math.max(1, stats.length),
    dimensions: dimensionsOf(alarm.Dimensions ?? []),
  };
}

const dimensionsOf = (dimensions: readonly Dimension[]): Record<string, string> =>
  Object.fromEntries(
    dimensions.flatMap(({ Name, Value }) =>
      Name === undefined || Value === undefined ? [] : [[Name, Value]],
    ),
  );
