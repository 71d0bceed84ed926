import { CommandError } from '@acado/command-line';
import * as z from 'zod';
import type { ApiShape, QueueShape, Trigger } from './service-shape.ts';
import { referencesOf, type Template } from './template.ts';
import { nameIn, ofType, parseProperties } from './template-resources.ts';

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

/** What starts each function that an API or a queue starts, by its logical id. */
export function triggersOf(template: Template): Map<string, Trigger> {
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
    const properties = parseProperties(mappingSchema, resource);
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

/** The APIs of a template. */
export function apisOf(template: Template): ApiShape[] {
  const types = { 'AWS::ApiGatewayV2::Api': 'http', 'AWS::ApiGateway::RestApi': 'rest' } as const;
  return Object.entries(types).flatMap(([Type, type]) =>
    ofType(template, Type).map(([logicalId, { Properties }]) => ({
      ...{ logicalId, type },
      name: nameIn(template, Properties['Name']),
    })),
  );
}

function queueOf(template: Template, ids: string[]): QueueShape | undefined {
  const resource = ofType(template, 'AWS::SQS::Queue').find(([id]) => ids.includes(id));
  if (!resource) return undefined;
  const [logicalId] = resource;
  const { QueueName, FifoQueue, RedrivePolicy } = parseProperties(queueSchema, resource);
  const rules = ofType(template, 'AWS::Events::Rule').map(
    (each) => [each[0], parseProperties(ruleSchema, each)] as const,
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
