import type { FunctionShape, ServiceShape } from '../estimate/service-shape.ts';

/** Something in a template that decides the cost. */
export interface Input {
  /** `functions.storeOrders.memorySize`; the inputs of rows are beginnings of it. */
  id: string;
  /** What it is called in `serverless.yml`. */
  name: string;
  value: string;
  /** Where it may be written, the place that wins first. */
  paths: string[][];
}

/** Everything of a template that decides the cost. */
export const inputsOf = (shape: ServiceShape): Input[] => [
  ...shape.functions.flatMap(functionInputs),
  ...shape.functions.flatMap(queueInputs),
  ...alarmInputs(shape),
];

const resource = (logicalId: string, ...path: string[]): string[] => [
  'resources',
  'Resources',
  logicalId,
  ...path,
];

function functionInputs(shape: FunctionShape): Input[] {
  const { key, trigger } = shape;
  const input = (name: string, value: unknown, ...paths: string[][]): Input => ({
    ...{ id: `functions.${key}.${name}`, name, paths },
    value: String(value),
  });
  const own = (name: string): string[] => ['functions', key, name];
  const provider = (name: string): string[] => ['provider', name];
  const sqs = (name: string): string[] => ['functions', key, 'events', 'sqs', name];
  return [
    input('exists', key, ['functions', key]),
    input('memorySize', shape.memoryMb, own('memorySize'), provider('memorySize')),
    input('architecture', shape.architecture, own('architecture'), provider('architecture')),
    input('ephemeralStorageSize', shape.ephemeralStorageMb, own('ephemeralStorageSize')),
    input('provisionedConcurrency', shape.provisionedConcurrency, own('provisionedConcurrency')),
    input(
      'logRetentionInDays',
      shape.logRetentionDays ?? 'never',
      own('logRetentionInDays'),
      provider('logRetentionInDays'),
    ),
    input(
      'events',
      trigger.type === 'api' ? `${trigger.api.type} API` : trigger.type,
      own('events'),
    ),
    ...(trigger.type === 'queue'
      ? [
          input('batchSize', trigger.mapping.batchSize, sqs('batchSize')),
          input(
            'maximumBatchingWindow',
            trigger.mapping.windowSeconds,
            sqs('maximumBatchingWindow'),
          ),
          input(
            'functionResponseType',
            trigger.mapping.partialResponses ? 'ReportBatchItemFailures' : 'none',
            sqs('functionResponseType'),
          ),
        ]
      : []),
  ];
}

function queueInputs({ trigger }: FunctionShape): Input[] {
  if (trigger.type !== 'queue') return [];
  const { logicalId, rule, maxReceiveCount } = trigger.queue;
  const id = `queues.${logicalId}.`;
  return [
    {
      id: `${id}maxReceiveCount`,
      name: 'maxReceiveCount',
      value: String(maxReceiveCount ?? 'none'),
      paths: [resource(logicalId, 'Properties', 'RedrivePolicy', 'maxReceiveCount')],
    },
    ...(rule
      ? [
          {
            id: `${id}pattern`,
            name: 'EventPattern',
            value: JSON.stringify(rule.pattern),
            paths: [resource(rule.logicalId, 'Properties', 'EventPattern')],
          },
        ]
      : []),
  ];
}

/** An alarm that the service does not write itself comes with what it watches. */
const alarmInputs = ({ alarms, functions }: ServiceShape): Input[] =>
  alarms.map(({ logicalId, type, metrics, watches }) => ({
    id: `alarms.${logicalId}`,
    name: `alarm ${logicalId}`,
    value: metrics === 1 ? type : `${type} of ${metrics} metrics`,
    paths: [
      resource(logicalId),
      ...watches.flatMap((id) => {
        const owner = functions.find((each) => each.logicalId === id);
        return [owner ? ['functions', owner.key] : resource(id)];
      }),
    ],
  }));
