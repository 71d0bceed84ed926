import { join } from 'node:path';
import { type AwsApi } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { alarmOperations } from './alarms/alarms-api.ts';
import { createAlarms } from './alarms/alarms.ts';
import { type AlarmTargets } from './alarms/state-changes.ts';
import { createAlarmStore } from './alarms/alarm-store.ts';
import { type AlarmDefinition } from './alarms/definition.ts';
import { openDatabase } from './database.ts';
import { createLogIngestion } from './logs/ingestion.ts';
import { createLogsApi } from './logs/logs-api.ts';
import { createLogStore } from './logs/log-store.ts';
import { createMetricFilters, type MetricFilters } from './logs/metric-filters.ts';
import { metricOperations } from './metrics/metrics-api.ts';
import { createMetricStore, type Measurement } from './metrics/metric-store.ts';
import { createMonitoringProtocol } from './protocol/monitoring-protocol.ts';

export type CloudWatchOptions = {
  context: Pick<CloudContext, 'region' | 'accountId' | 'stateDir' | 'report'>;
  /** What alarms reach when their state changes. */
  targets: AlarmTargets;
  /** Told of every measurement, whoever made it. */
  onMeasurement?: (measurement: Measurement) => void;
  /** Told of the messages that came through PutLogEvents. */
  onLogEvents?: (logGroup: string, messages: string[]) => void;
  /** Milliseconds since 1970; the clock of this machine unless given. */
  now?: () => number;
};

export type CloudWatch = {
  writeLogs: CloudContext['writeLogs'];
  record: (measurement: Measurement) => void;
  putLogGroup: (name: string, retentionDays?: number) => void;
  metricFilters: Pick<MetricFilters, 'put' | 'remove'>;
  /** Creates or replaces; an alarm keeps its state. Throws AwsError for what can't be evaluated. */
  putAlarm: (definition: AlarmDefinition) => void;
  removeAlarm: (name: string) => void;
  /** From now on alarms are judged once a minute; to be called when what they reach is there. */
  startAlarms: () => void;
  /** Judges every alarm by what was measured up to `at` (milliseconds), without waiting for the minute to end. */
  evaluateAlarms: (at: number) => void;
  /** Called before alarms are evaluated, for what is measured by looking rather than by being told. */
  onSample: (sample: (at: number) => void) => void;
  logsApi: AwsApi;
  monitoringApi: AwsApi;
  stop: () => Promise<void>;
};

const PRUNE_EVERY_MS = 3600 * 1000;

/** CloudWatch on this machine: logs, the metrics in them and of the other rooms, and the alarms on those. */
export const createCloudWatch = ({
  context,
  targets,
  onMeasurement = () => undefined,
  onLogEvents = () => undefined,
  now = Date.now,
}: CloudWatchOptions): CloudWatch => {
  const { region, accountId, stateDir } = context;
  const account = { region, accountId };
  const database = openDatabase(join(stateDir, 'cloudwatch.db'));
  const onError = (error: unknown): void =>
    context.report('error', 'cloudwatch', `can't write: ${String(error)}`);
  const logs = createLogStore(database, onError);
  const store = createMetricStore(database, onError);
  const metrics: typeof store = {
    ...store,
    record: (measurement) => {
      store.record(measurement);
      onMeasurement(measurement);
    },
  };
  const filters = createMetricFilters();
  const ingest = createLogIngestion({ logs, metrics, filters, now });
  const samplers: ((at: number) => void)[] = [];
  const alarms = createAlarms({
    ...{ context, metrics, targets, now },
    store: createAlarmStore(database),
    beforeEvaluation: (at) => {
      for (const sample of samplers) sample(at);
    },
  });
  const prune = (): void => {
    logs.prune(now());
    metrics.prune(now());
  };
  prune();
  const pruning = setInterval(() => {
    try {
      prune();
    } catch (error) {
      onError(error);
    }
  }, PRUNE_EVERY_MS).unref();
  let open = true;

  return {
    writeLogs: (group, stream, lines) => {
      if (open)
        ingest(
          group,
          stream,
          lines.map((message) => ({ at: now(), message })),
        );
    },
    record: (measurement) => {
      if (open) metrics.record(measurement);
    },
    putLogGroup: (name, retentionDays) => logs.putGroup(name, retentionDays ?? null),
    metricFilters: filters,
    putAlarm: (definition) => alarms.put(definition),
    removeAlarm: (name) => alarms.remove(name),
    startAlarms: () => alarms.start(),
    evaluateAlarms: (at) => alarms.evaluate(at),
    onSample: (sample) => samplers.push(sample),
    logsApi: createLogsApi({
      ...{ store: logs, filters, account },
      ingest: (group, stream, events) => {
        ingest(group, stream, events);
        onLogEvents(
          group,
          events.map(({ message }) => message),
        );
      },
    }),
    monitoringApi: createMonitoringProtocol({
      ...metricOperations(metrics, now),
      ...alarmOperations(alarms, account),
    }),
    stop: () => {
      if (open) {
        open = false;
        clearInterval(pruning);
        alarms.stop();
        logs.flush();
        metrics.flush();
        database.close();
      }
      return Promise.resolve();
    },
  };
};
