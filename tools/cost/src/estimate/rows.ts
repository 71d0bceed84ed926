import { DAYS_PER_MONTH, HOURS_PER_MONTH, type UsageLine } from '@acado/pricing';
import type { FunctionFlow } from './flow.ts';
import { type AlarmShape, type FunctionShape, type ServiceShape } from './service-shape.ts';
import type { CallItem, UsageFile } from './usage-file.ts';

/** What rows are priced for: business events. */
export const MILLION = 1_000_000;

/** Pollers of an idle event source mapping, and how long each of their receives waits. */
const IDLE_POLLERS = 5;
const LONG_POLL_SECONDS = 20;
const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

/** A usage line, and what it stands for. */
export interface Row {
  /** Key of the function; absent for what belongs to the whole service. */
  function?: string | undefined;
  resource: string;
  /** What stands for the resource when two versions are compared; nothing where function and meter say it all. */
  group: string;
  line: UsageLine;
  /** Beginnings of the ids of the inputs that decide it, see `inputsOf`. */
  inputs: string[];
}

/** What a million business events use. */
export function eventRows(flows: readonly FunctionFlow[], region: string): Row[] {
  return flows.flatMap((flow) => [
    ...apiRows(flow, region),
    lambdaRow(flow, region),
    ...queueRows(flow, region),
    ...callRows(flow, region),
    logRow(flow, region),
  ]);
}

const perMillion = (perEvent: number): number => Math.round(perEvent * MILLION);

/** Inputs that decide how often a function runs and how long. */
const inputsOfFlow = ({ shape, queue }: FunctionFlow): string[] => [
  `functions.${shape.key}.`,
  `usage.functions.${shape.key}.`,
  ...(queue ? [`queues.${queue.queue.logicalId}.`, `usage.queues.${queue.queue.logicalId}.`] : []),
];

function apiRows(flow: FunctionFlow, region: string): Row[] {
  const { shape, apiUnits } = flow;
  if (shape.trigger.type !== 'api') return [];
  const { logicalId, type } = shape.trigger.api;
  const meter = type === 'http' ? 'http-api' : 'rest-api';
  const line: UsageLine = { meter, region, requests: perMillion(apiUnits) };
  return [
    { function: shape.key, resource: logicalId, group: '', line, inputs: inputsOfFlow(flow) },
  ];
}

function lambdaRow(flow: FunctionFlow, region: string): Row {
  const { shape, invocations, billedMs } = flow;
  const line: UsageLine = {
    meter: 'lambda',
    region,
    architecture: shape.architecture,
    memoryMb: shape.memoryMb,
    requests: perMillion(invocations),
    billedMs: perMillion(invocations * billedMs),
    ephemeralStorageMb: shape.ephemeralStorageMb,
    provisioned: shape.provisionedConcurrency > 0,
  };
  return { function: shape.key, resource: shape.name, group: '', line, inputs: inputsOfFlow(flow) };
}

function queueRows(flow: FunctionFlow, region: string): Row[] {
  const { shape, queue } = flow;
  if (!queue) return [];
  const { logicalId, type } = queue.queue;
  const line: UsageLine = {
    meter: 'sqs-requests',
    region,
    type,
    requests: perMillion(queue.requests),
  };
  return [
    {
      ...{ function: shape.key, resource: logicalId, group: logicalId },
      ...{ line, inputs: inputsOfFlow(flow) },
    },
  ];
}

const callRows = (flow: FunctionFlow, region: string): Row[] =>
  flow.usage.calls.map(({ item, resource }, index) => ({
    function: flow.shape.key,
    resource,
    group: resource,
    line: callLine(item, perMillion(flow.calls[index] ?? 0), region),
    inputs: inputsOfFlow(flow),
  }));

function callLine(item: CallItem, units: number, region: string): UsageLine {
  switch (item) {
    case 'sqs.requests.standard':
      return { meter: 'sqs-requests', region, type: 'standard', requests: units };
    case 'sqs.requests.fifo':
      return { meter: 'sqs-requests', region, type: 'fifo', requests: units };
    case 'sns.publishes.standard':
      return { meter: 'sns', region, publishes: units };
    case 'eventbridge.custom-events':
      return { meter: 'eventbridge', region, events: units };
    case 'dynamodb.write-request-units':
      return { meter: 'dynamodb-units', region, writeRequestUnits: units };
    case 'dynamodb.read-request-units':
      return { meter: 'dynamodb-units', region, readRequestUnits: units };
    case 's3.put.STANDARD':
      return { meter: 's3-requests', region, storageClass: 'STANDARD', puts: units };
    case 's3.get.STANDARD':
      return { meter: 's3-requests', region, storageClass: 'STANDARD', gets: units };
  }
}

const logRow = (flow: FunctionFlow, region: string): Row => ({
  function: flow.shape.key,
  resource: `/aws/lambda/${flow.shape.name}`,
  group: '',
  line: { meter: 'cloudwatch-logs', region, writer: 'lambda', bytes: perMillion(flow.logBytes) },
  inputs: inputsOfFlow(flow),
});

/** What a month costs beside its events: what is there while nothing happens, and the logs that are kept. */
export function monthlyRows(
  shape: ServiceShape,
  flows: readonly FunctionFlow[],
  metrics: UsageFile['metrics'],
  { region, eventsPerMonth }: { region: string; eventsPerMonth: number },
): Row[] {
  return [
    ...alarmRows(shape.alarms, region),
    ...metrics.map(({ namespace, function: key, series }) => ({
      function: key,
      resource: namespace,
      group: namespace,
      line: { meter: 'cloudwatch-metrics' as const, region, metrics: series },
      inputs: ['usage.metrics'],
    })),
    ...shape.functions.flatMap((owner) => [
      ...idleRows(owner, region),
      ...provisionedRows(owner, region),
    ]),
    ...flows.map((flow) => logStorageRow(flow, region, eventsPerMonth)),
  ];
}

function alarmRows(alarms: readonly AlarmShape[], region: string): Row[] {
  return [...Map.groupBy(alarms, ({ type }) => type)].map(([type, group]) => ({
    resource: `${group.length} ${type} alarms`,
    group: '',
    line: {
      meter: 'cloudwatch-alarms',
      region,
      type,
      alarms: group.reduce((sum, { metrics }) => sum + metrics, 0),
    },
    inputs: ['alarms.'],
  }));
}

/** An event source mapping asks its queue around the clock. */
function idleRows({ key, trigger }: FunctionShape, region: string): Row[] {
  if (trigger.type !== 'queue') return [];
  const { logicalId, type } = trigger.queue;
  const requests = IDLE_POLLERS * (SECONDS_PER_MONTH / LONG_POLL_SECONDS);
  return [
    {
      function: key,
      resource: `${logicalId} (idle polling)`,
      group: `${logicalId}, idle polling`,
      line: { meter: 'sqs-requests', region, type, requests },
      inputs: [`functions.${key}.exists`],
    },
  ];
}

function provisionedRows(shape: FunctionShape, region: string): Row[] {
  const { key, name, architecture, memoryMb, provisionedConcurrency: concurrency } = shape;
  if (concurrency === 0) return [];
  const seconds = SECONDS_PER_MONTH;
  return [
    {
      function: key,
      resource: name,
      group: '',
      line: {
        meter: 'lambda-provisioned-concurrency',
        region,
        architecture,
        memoryMb,
        concurrency,
        seconds,
      },
      inputs: [`functions.${key}.`],
    },
  ];
}

/** Logs that never expire are taken to be kept for the month: they cost more each month. */
function logStorageRow(flow: FunctionFlow, region: string, eventsPerMonth: number): Row {
  const { key, name, logRetentionDays } = flow.shape;
  const kept = logRetentionDays === undefined ? 'for ever' : `${logRetentionDays} d`;
  return {
    function: key,
    resource: `/aws/lambda/${name} (kept ${kept})`,
    group: '',
    line: {
      meter: 'cloudwatch-log-storage',
      region,
      bytes: Math.round(flow.logBytes * eventsPerMonth),
      days: logRetentionDays ?? DAYS_PER_MONTH,
    },
    inputs: inputsOfFlow(flow),
  };
}
