import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { type EventBridge } from '../events/types.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { integer, json, noEffect, TAGS_REASON } from './properties.ts';

const target = z.strictObject({
  Id: z.string(),
  Arn: z.string(),
  RoleArn: z.string().optional(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .strictObject({
      InputPathsMap: z.record(z.string(), z.string()).optional(),
      InputTemplate: z.string(),
    })
    .optional(),
  DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .strictObject({
      MaximumRetryAttempts: integer.optional(),
      MaximumEventAgeInSeconds: integer.optional(),
    })
    .optional(),
  SqsParameters: z.strictObject({ MessageGroupId: z.string() }).optional(),
});

export const eventHandlers = (
  { region, accountId }: CloudContext,
  events: EventBridge,
): ResourceHandler[] => {
  const arn = (resource: string): string => `arn:aws:events:${region}:${accountId}:${resource}`;

  return [
    defineResource({
      type: 'AWS::Events::EventBus',
      properties: z.strictObject({
        Name: z.string(),
        Description: noEffect('a description'),
        KmsKeyIdentifier: noEffect('events are not encrypted'),
        Policy: noEffect('bus policies are not checked: roles alone decide'),
        LogConfig: noEffect('events are not logged'),
        Tags: noEffect(TAGS_REASON),
      }),
      put: ({ Name }) => {
        events.putEventBus(Name);
        return { physicalId: Name, attributes: { Arn: arn(`event-bus/${Name}`), Name } };
      },
      remove: (name) => events.removeEventBus(name),
    }),
    defineResource({
      type: 'AWS::Events::EventBusPolicy',
      properties: z.object({}).catchall(noEffect('bus policies are not checked')),
      put: (_properties, place) => ({ physicalId: physicalName(place), attributes: {} }),
    }),
    defineResource({
      type: 'AWS::Events::Rule',
      properties: z.strictObject({
        Name: z.string().optional(),
        EventBusName: z.string().default('default'),
        EventPattern: json.optional(),
        ScheduleExpression: z.string().optional(),
        State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
        Targets: z.array(target).default([]),
        Description: noEffect('a description'),
        RoleArn: noEffect('the cloud itself delivers'),
        Tags: noEffect(TAGS_REASON),
      }),
      put: (properties, place) => {
        const name = properties.Name ?? physicalName(place);
        const bus = properties.EventBusName.split('/').at(-1) ?? 'default';
        const ruleArn = arn(`rule/${bus === 'default' ? '' : `${bus}/`}${name}`);
        events.putRule({
          name,
          arn: ruleArn,
          eventBusName: bus,
          eventPattern: properties.EventPattern,
          scheduleExpression: properties.ScheduleExpression,
          enabled: properties.State === 'ENABLED',
          targets: properties.Targets,
        });
        return {
          physicalId: bus === 'default' ? name : `${bus}|${name}`,
          attributes: { Arn: ruleArn },
        };
      },
      remove: (physicalId) => {
        const [first = '', second] = physicalId.split('|');
        events.removeRule(second === undefined ? 'default' : first, second ?? first);
      },
    }),
  ];
};
