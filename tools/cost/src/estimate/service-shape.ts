import * as z from 'zod';
import { CommandError } from '../command.ts';
import { type PackagedService, referencesOf, type Resource, type Template } from './template.ts';

/** What starts a function. */
export type Trigger =
  | { type: 'api'; api: ApiShape }
  | { type: 'queue'; queue: QueueShape; mapping: MappingShape }
  /** Another function, a schedule, or anything else whose rate only measuring tells. */
  | { type: 'other' };

export interface ApiShape {
  logicalId: string;
  name: string;
  type: 'http' | 'rest';
}

export interface QueueShape {
  logicalId: string;
  name: string;
  type: 'standard' | 'fifo';
  /** Tries of a message before it goes to the dead-letter queue; `undefined` without one. */
  maxReceiveCount: number | undefined;
  /** Name of the dead-letter queue. */
  deadLetterQueue: string | undefined;
  /** The rule that fills it from an event bus; `undefined` when functions send to it. */
  rule: { logicalId: string; bus: string; pattern: unknown } | undefined;
}

export interface MappingShape {
  batchSize: number;
  windowSeconds: number;
  /** Only the messages that failed come again, not their whole batch. */
  partialResponses: boolean;
}

export interface FunctionShape {
  /** Its key in serverless.yml. */
  key: string;
  logicalId: string;
  /** Its physical name. */
  name: string;
  memoryMb: number;
  architecture: 'x86_64' | 'arm64';
  ephemeralStorageMb: number;
  /** Environments kept ready; 0 for none. */
  provisionedConcurrency: number;
  /** `undefined`: its logs are kept for ever. */
  logRetentionDays: number | undefined;
  trigger: Trigger;
}

export interface AlarmShape {
  logicalId: string;
  type: 'standard' | 'high-resolution' | 'composite' | 'anomaly-detection';
  /** Metrics that it watches: each is billed. */
  metrics: number;
  /** Logical ids of what it watches. */
  watches: string[];
}

/** What the compiled template says that costs money. */
export interface ServiceShape {
  name: string;
  stage: string;
  apis: ApiShape[];
  functions: FunctionShape[];
  alarms: AlarmShape[];
  /** Tables on demand, whose units are billed. */
  tables: { logicalId: string; billingMode: string }[];
  /** Resources that cost money and have no meter here. */
  unpriced: { logicalId: string; type: string }[];
}

const functionSchema = z.object({
  FunctionName: z.string(),
  MemorySize: z.int().default(128),
  Architectures: z.tuple([z.enum(['x86_64', 'arm64'])]).default(['x86_64']),
  EphemeralStorage: z.object({ Size: z.int() }).default({ Size: 512 }),
});

const mappingSchema = z.object({
  EventSourceArn: z.unknown(),
  FunctionName: z.unknown(),
  BatchSize: z.int().default(10),
  MaximumBatchingWindowInSeconds: z.int().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
});

const queueSchema = z.object({
  QueueName: z.string(),
  FifoQueue: z.boolean().default(false),
  RedrivePolicy: z
    .object({ maxReceiveCount: z.coerce.number().int(), deadLetterTargetArn: z.unknown() })
    .optional(),
});

const ruleSchema = z.object({
  EventBusName: z.unknown(),
  EventPattern: z.unknown(),
  Targets: z.array(z.object({ Arn: z.unknown() })).default([]),
});

const alarmSchema = z.object({
  Period: z.int().default(60),
  Metrics: z
    .array(z.looseObject({ MetricStat: z.object({ Period: z.int() }).optional() }))
    .default([]),
  ThresholdMetricId: z.string().optional(),
});

const aliasSchema = z.object({
  FunctionName: z.unknown(),
  ProvisionedConcurrencyConfig: z.object({ ProvisionedConcurrentExecutions: z.int() }).optional(),
});

/** Types that cost nothing by themselves, or whose cost is measured at the function that uses them. */
const PRICED =
  /^AWS::(Lambda::(Function|Permission|EventSourceMapping|EventInvokeConfig|Version|Alias)|IAM::|Logs::LogGroup|ApiGateway(V2)?::|SQS::|Events::|SNS::|S3::|DynamoDB::Table|CloudWatch::(Composite)?Alarm)/;

/**
 * Reads from a compiled template what costs money.
 *
 * @throws {CommandError} naming the resource that is not what it should be, or that has no price.
 */
export function shapeOf({ name, stage, template }: PackagedService): ServiceShape {
  return {
    name,
    stage,
    apis: apisOf(template),
    functions: functionsOf(template),
    alarms: alarmsOf(template),
    tables: ofType(template, 'AWS::DynamoDB::Table').map(([logicalId, { Properties }]) => ({
      logicalId,
      billingMode: z.string().catch('PROVISIONED').parse(Properties['BillingMode']),
    })),
    unpriced: Object.entries(template.Resources).flatMap(([logicalId, { Type }]) =>
      PRICED.test(Type) ? [] : [{ logicalId, type: Type }],
    ),
  };
}

type Named = [logicalId: string, resource: Resource];

const ofType = (template: Template, type: string): Named[] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

function parse<Schema extends z.ZodType>(schema: Schema, [id, resource]: Named): z.output<Schema> {
  const { success, data, error } = schema.safeParse(resource.Properties);
  if (success) return data;
  const [issue] = error.issues;
  throw new CommandError(
    `${id} (${resource.Type}) can't be priced: ${issue!.path.join('.')}: ${issue!.message}`,
  );
}

function functionsOf(template: Template): FunctionShape[] {
  const triggers = triggersOf(template);
  return ofType(template, 'AWS::Lambda::Function').map((resource) => {
    const [logicalId] = resource;
    const properties = parse(functionSchema, resource);
    return {
      key: keyOf(logicalId),
      logicalId,
      name: properties.FunctionName,
      memoryMb: properties.MemorySize,
      architecture: properties.Architectures[0],
      ephemeralStorageMb: properties.EphemeralStorage.Size,
      provisionedConcurrency: provisionedConcurrencyOf(template, logicalId),
      logRetentionDays: retentionOf(template, properties.FunctionName),
      trigger: triggers.get(logicalId) ?? { type: 'other' },
    };
  });
}

/** The framework's name of a function's resource, read backwards: `StoreOrdersLambdaFunction` → `storeOrders`. */
const keyOf = (logicalId: string): string => {
  const name = logicalId.replace(/LambdaFunction$/, '');
  return (name.charAt(0).toLowerCase() + name.slice(1))
    .replaceAll('Dash', '-')
    .replaceAll('Underscore', '_');
};

function triggersOf(template: Template): Map<string, Trigger> {
  const triggers = new Map<string, Trigger>();
  const apis = apisOf(template);
  for (const [, { Type, Properties }] of Object.entries(template.Resources)) {
    if (!['AWS::ApiGatewayV2::Integration', 'AWS::ApiGateway::Method'].includes(Type)) continue;
    const references = referencesOf(Properties);
    const api = apis.find(({ logicalId }) => references.includes(logicalId));
    for (const id of references)
      if (api && isFunction(template, id)) triggers.set(id, { type: 'api', api });
  }
  for (const resource of ofType(template, 'AWS::Lambda::EventSourceMapping')) {
    const properties = parse(mappingSchema, resource);
    const queue = queueOf(template, referencesOf(properties.EventSourceArn));
    const mapping = {
      batchSize: properties.BatchSize,
      windowSeconds: properties.MaximumBatchingWindowInSeconds,
      partialResponses: properties.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    };
    for (const id of referencesOf(properties.FunctionName)) {
      if (triggers.has(id))
        throw new CommandError(`${id} has two kinds of triggers: give each a function of its own`);
      if (queue) triggers.set(id, { type: 'queue', queue, mapping });
    }
  }
  return triggers;
}

const isFunction = (template: Template, id: string): boolean =>
  template.Resources[id]?.Type === 'AWS::Lambda::Function';

function apisOf(template: Template): ApiShape[] {
  const types = { 'AWS::ApiGatewayV2::Api': 'http', 'AWS::ApiGateway::RestApi': 'rest' } as const;
  return Object.entries(types).flatMap(([Type, type]) =>
    ofType(template, Type).map(([logicalId, { Properties }]) => ({
      ...{ logicalId, type },
      name: nameIn(template, Properties['Name']),
    })),
  );
}

/** A physical name, given as such or by a reference to the resource that has it. */
function nameIn(template: Template, value: unknown): string {
  if (typeof value === 'string') return value;
  const [id = ''] = referencesOf(value);
  const { Name, QueueName } = template.Resources[id]?.Properties ?? {};
  return z
    .string()
    .catch('')
    .parse(Name ?? QueueName);
}

function queueOf(template: Template, ids: string[]): QueueShape | undefined {
  const resource = ofType(template, 'AWS::SQS::Queue').find(([id]) => ids.includes(id));
  if (!resource) return undefined;
  const [logicalId] = resource;
  const { QueueName, FifoQueue, RedrivePolicy } = parse(queueSchema, resource);
  const rules = ofType(template, 'AWS::Events::Rule').map(
    (each) => [each[0], parse(ruleSchema, each)] as const,
  );
  const rule = rules.find(([, { Targets }]) =>
    Targets.some(({ Arn }) => referencesOf(Arn).includes(logicalId)),
  );
  return {
    logicalId,
    name: QueueName,
    type: FifoQueue ? 'fifo' : 'standard',
    maxReceiveCount: RedrivePolicy?.maxReceiveCount,
    deadLetterQueue: RedrivePolicy && nameIn(template, RedrivePolicy.deadLetterTargetArn),
    rule: rule && {
      logicalId: rule[0],
      bus: nameIn(template, rule[1].EventBusName),
      pattern: rule[1].EventPattern,
    },
  };
}

function provisionedConcurrencyOf(template: Template, functionId: string): number {
  return ['AWS::Lambda::Alias', 'AWS::Lambda::Version']
    .flatMap((type) => ofType(template, type))
    .map((resource) => parse(aliasSchema, resource))
    .filter(({ FunctionName }) => referencesOf(FunctionName).includes(functionId))
    .reduce(
      (sum, { ProvisionedConcurrencyConfig }) =>
        sum + (ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions ?? 0),
      0,
    );
}

function retentionOf(template: Template, functionName: string): number | undefined {
  const group = ofType(template, 'AWS::Logs::LogGroup').find(
    ([, { Properties }]) => Properties['LogGroupName'] === `/aws/lambda/${functionName}`,
  );
  return z.int().optional().catch(undefined).parse(group?.[1].Properties['RetentionInDays']);
}

function alarmsOf(template: Template): AlarmShape[] {
  const composite = ofType(template, 'AWS::CloudWatch::CompositeAlarm').map(
    ([logicalId, { Properties }]): AlarmShape => ({
      logicalId,
      type: 'composite',
      metrics: 1,
      watches: referencesOf(Properties),
    }),
  );
  const others = ofType(template, 'AWS::CloudWatch::Alarm').map((resource): AlarmShape => {
    const [logicalId, { Properties }] = resource;
    const { Period, Metrics, ThresholdMetricId } = parse(alarmSchema, resource);
    const stats = Metrics.flatMap(({ MetricStat }) => MetricStat ?? []);
    const period = Math.min(...stats.map((stat) => stat.Period), stats.length === 0 ? Period : 60);
    return {
      logicalId,
      type: ThresholdMetricId ? 'anomaly-detection' : period < 60 ? 'high-resolution' : 'standard',
      metrics: Math.max(1, stats.length),
      watches: referencesOf(Properties),
    };
  });
  return [...others, ...composite];
}
