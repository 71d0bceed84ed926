import * as z from 'zod';
import type { Measured } from './complete.ts';

/** A compiled CloudFormation template, as far as it is read. */
export const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.looseObject({}).default({}) }),
  ),
});

export type Template = z.output<typeof templateSchema>;

const getAtt = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const ref = z.object({ Ref: z.string() });

const shapes = {
  'AWS::Lambda::Function': z.object({
    FunctionName: z.string(),
    ReservedConcurrentExecutions: z.int().optional(),
    Environment: z
      .object({ Variables: z.record(z.string(), z.unknown()) })
      .default({ Variables: {} }),
  }),
  'AWS::Lambda::EventSourceMapping': z.object({
    EventSourceArn: getAtt,
    FunctionName: getAtt,
    BatchSize: z.int().default(10),
    MaximumBatchingWindowInSeconds: z.int().default(0),
    ScalingConfig: z.object({ MaximumConcurrency: z.int() }).optional(),
  }),
  'AWS::SQS::Queue': z.object({
    QueueName: z.string(),
    MessageRetentionPeriod: z.int().default(345_600),
  }),
  'AWS::DynamoDB::Table': z.object({ TableName: z.string() }),
  'AWS::Events::Rule': z.object({
    EventBusName: z.string(),
    Targets: z.array(z.object({ Arn: getAtt })),
  }),
  'AWS::ApiGatewayV2::Api': z.object({ Name: z.string() }),
  'AWS::ApiGatewayV2::Integration': z.object({ ApiId: ref, IntegrationUri: getAtt }),
  'AWS::ApiGatewayV2::Stage': z.object({
    ApiId: ref,
    DefaultRouteSettings: z.object({ ThrottlingRateLimit: z.number().optional() }).default({}),
  }),
};

/** Resources of one type; those of another shape than this repository's services have are not followed. */
function resourcesOf<Type extends keyof typeof shapes>(
  template: Template,
  type: Type,
): [logicalId: string, properties: z.output<(typeof shapes)[Type]>][] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== type) return [];
    const { success, data } = shapes[type].safeParse(Properties);
    return success ? [[id, data as z.output<(typeof shapes)[Type]>]] : [];
  });
}

/** Names of functions and queues by logical id, within their template. */
const namesIn = (template: Template): Map<string, string> =>
  new Map([
    ...resourcesOf(template, 'AWS::Lambda::Function').map(
      ([id, { FunctionName }]) => [id, FunctionName] as const,
    ),
    ...resourcesOf(template, 'AWS::SQS::Queue').map(
      ([id, { QueueName }]) => [id, QueueName] as const,
    ),
  ]);

/** Queues by the bus whose events they get. */
function queuesByBus(templates: readonly Template[]): Map<string, string[]> {
  const queues = new Map<string, string[]>();
  for (const template of templates) {
    const names = namesIn(template);
    for (const [, { EventBusName, Targets }] of resourcesOf(template, 'AWS::Events::Rule')) {
      const targets = Targets.flatMap(({ Arn }) => names.get(Arn['Fn::GetAtt'][0]) ?? []);
      queues.set(EventBusName, [...(queues.get(EventBusName) ?? []), ...targets]);
    }
  }
  return queues;
}

/** A table may have the name of a queue. */
export const tableId = (tableName: string): string => `${tableName} (table)`;

/**
 * Components of templates: HTTP API → function → event bus → queue → function, and the tables that a function has in its
 * environment. What is measured is filled in where it is given; where it is not, it is 0.
 */
export function componentsOf(templates: readonly Template[], measured: Measured): object[] {
  const buses = queuesByBus(templates);
  const tables = templates.flatMap((template) =>
    resourcesOf(template, 'AWS::DynamoDB::Table').map(([, { TableName }]) => TableName),
  );
  const targetsOf = (variables: Record<string, unknown>): string[] =>
    Object.values(variables).flatMap((value) => {
      if (typeof value !== 'string') return [];
      return buses.get(value) ?? (tables.includes(value) ? [tableId(value)] : []);
    });
  const perTemplate = templates.flatMap((template): object[] => {
    const names = namesIn(template);
    const functions = resourcesOf(template, 'AWS::Lambda::Function').map(([, properties]) => ({
      type: 'function',
      id: properties.FunctionName,
      durationMs: 0,
      ...measured.functions[properties.FunctionName],
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      to: [...new Set(targetsOf(properties.Environment.Variables))].map((id) => ({ id })),
    }));
    const queues = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').flatMap(
      ([, mapping]) => {
        const logicalId = mapping.EventSourceArn['Fn::GetAtt'][0];
        const queue = resourcesOf(template, 'AWS::SQS::Queue').find(([id]) => id === logicalId);
        if (!queue) return [];
        return {
          type: 'queue',
          id: queue[1].QueueName,
          batchSize: mapping.BatchSize,
          windowSeconds: mapping.MaximumBatchingWindowInSeconds,
          maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency,
          retentionSeconds: queue[1].MessageRetentionPeriod,
          consumer: names.get(mapping.FunctionName['Fn::GetAtt'][0]),
        };
      },
    );
    const apis = resourcesOf(template, 'AWS::ApiGatewayV2::Api').map(([logicalId, { Name }]) => ({
      type: 'http-api',
      id: Name,
      requestsPerSecond: resourcesOf(template, 'AWS::ApiGatewayV2::Stage').find(
        ([, { ApiId }]) => ApiId.Ref === logicalId,
      )?.[1].DefaultRouteSettings.ThrottlingRateLimit,
      to: resourcesOf(template, 'AWS::ApiGatewayV2::Integration')
        .filter(([, { ApiId }]) => ApiId.Ref === logicalId)
        .flatMap(([, { IntegrationUri }]) => names.get(IntegrationUri['Fn::GetAtt'][0]) ?? [])
        .map((id) => ({ id })),
    }));
    return [...apis, ...functions, ...queues];
  });
  const ofTables = tables.map((id) => ({
    type: 'table',
    id: tableId(id),
    writeUnitsPerItem: 0,
    ...measured.tables[id],
  }));
  return [...perTemplate, ...ofTables];
}
