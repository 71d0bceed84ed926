import { z } from 'zod';
import { type CloudWatch } from '../cloudwatch/create-cloudwatch.ts';
import { type CloudContext } from '../context.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { orReport } from './or-report.ts';
import { integer, noEffect, TAGS_REASON, text } from './properties.ts';

const transformation = z
  .strictObject({
    MetricName: z.string(),
    MetricNamespace: z.string(),
    MetricValue: text,
    DefaultValue: noEffect('periods without a match have no datapoint'),
    Unit: z.string().optional(),
    Dimensions: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).default([]),
  })
  .transform(({ MetricNamespace, MetricName, MetricValue, Unit, Dimensions }) => ({
    namespace: MetricNamespace,
    name: MetricName,
    value: MetricValue,
    unit: Unit,
    dimensions: Object.fromEntries(Dimensions.map(({ Key, Value }) => [Key, Value])),
  }));

export const logHandlers = (
  context: CloudContext,
  cloudWatch: Pick<CloudWatch, 'putLogGroup' | 'metricFilters'>,
): ResourceHandler[] => [
  defineResource({
    type: 'AWS::Logs::LogGroup',
    properties: z.strictObject({
      LogGroupName: z.string().optional(),
      LogGroupClass: noEffect('a matter of price'),
      RetentionInDays: integer.optional(),
      KmsKeyId: noEffect('logs are not encrypted'),
      DataProtectionPolicy: noEffect('logs are not masked'),
      Tags: noEffect(TAGS_REASON),
    }),
    put: ({ LogGroupName, RetentionInDays }, place) => {
      const name = LogGroupName ?? physicalName(place, 512);
      cloudWatch.putLogGroup(name, RetentionInDays);
      return {
        physicalId: name,
        attributes: {
          Arn: `arn:aws:logs:${context.region}:${context.accountId}:log-group:${name}:*`,
        },
      };
    },
  }),
  defineResource({
    type: 'AWS::Logs::MetricFilter',
    properties: z.strictObject({
      FilterName: z.string().optional(),
      LogGroupName: z.string(),
      FilterPattern: z.string(),
      MetricTransformations: z.array(transformation).length(1),
    }),
    put: ({ FilterName, LogGroupName, FilterPattern, MetricTransformations }, place) => {
      const name = FilterName ?? physicalName(place, 512);
      orReport(context, place, () =>
        cloudWatch.metricFilters.put({
          name,
          logGroupName: LogGroupName,
          pattern: FilterPattern,
          transformations: MetricTransformations,
        }),
      );
      return { physicalId: `${LogGroupName}|${name}`, attributes: {} };
    },
    remove: (physicalId) => {
      const [group = '', name = ''] = physicalId.split('|');
      cloudWatch.metricFilters.remove(group, name);
    },
  }),
];
