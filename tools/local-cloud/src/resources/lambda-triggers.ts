import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { type Lambda } from '../lambda/types.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { functionNameOf, physicalName, uuidOf } from './names.ts';
import { flag, integer, json, noEffect, TAGS_REASON } from './properties.ts';

const destination = z.strictObject({ Destination: z.string() }).optional();

/** What starts a function beside a direct call: queues, and what follows an asynchronous invocation. */
export const lambdaTriggerHandlers = (
  { report }: CloudContext,
  lambda: Lambda,
): ResourceHandler[] => [
  defineResource({
    type: 'AWS::Lambda::EventSourceMapping',
    properties: z.strictObject({
      EventSourceArn: z.string(),
      FunctionName: z.string(),
      Enabled: flag.default(true),
      BatchSize: integer.default(10),
      MaximumBatchingWindowInSeconds: integer.default(0),
      FilterCriteria: z
        .strictObject({ Filters: z.array(z.strictObject({ Pattern: json })).default([]) })
        .default({ Filters: [] }),
      FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
      ScalingConfig: z.strictObject({ MaximumConcurrency: integer.optional() }).optional(),
      KmsKeyArn: noEffect('filters are not encrypted'),
      MetricsConfig: noEffect('polling is not measured'),
      Tags: noEffect(TAGS_REASON),
    }),
    put: async (properties, place) => {
      const uuid = uuidOf(place);
      if (!properties.EventSourceArn.startsWith('arn:aws:sqs:'))
        report(
          'warn',
          place.stack.stackName,
          `${place.logicalId}: only queues trigger functions here, not ${properties.EventSourceArn}`,
        );
      else
        await lambda.putEventSourceMapping({
          uuid,
          functionName: functionNameOf(properties.FunctionName),
          queueArn: properties.EventSourceArn,
          enabled: properties.Enabled,
          batchSize: properties.BatchSize,
          maximumBatchingWindowS: properties.MaximumBatchingWindowInSeconds,
          filterPatterns: properties.FilterCriteria.Filters.map(({ Pattern }) => Pattern),
          reportBatchItemFailures: properties.FunctionResponseTypes.length > 0,
          maximumConcurrency: properties.ScalingConfig?.MaximumConcurrency,
        });
      return { physicalId: uuid, attributes: { Id: uuid } };
    },
    remove: (uuid) => lambda.removeEventSourceMapping(uuid),
  }),
  defineResource({
    type: 'AWS::Lambda::EventInvokeConfig',
    properties: z.strictObject({
      FunctionName: z.string(),
      Qualifier: noEffect('there is one version: the packaged code'),
      MaximumRetryAttempts: integer.default(2),
      MaximumEventAgeInSeconds: integer.default(21_600),
      DestinationConfig: z
        .strictObject({ OnFailure: destination, OnSuccess: destination })
        .default({}),
    }),
    put: (properties, place) => {
      const { OnFailure, OnSuccess } = properties.DestinationConfig;
      lambda.putAsyncConfig({
        functionName: functionNameOf(properties.FunctionName),
        maximumRetryAttempts: properties.MaximumRetryAttempts,
        maximumEventAgeS: properties.MaximumEventAgeInSeconds,
        onFailureArn: OnFailure?.Destination,
        onSuccessArn: OnSuccess?.Destination,
      });
      return { physicalId: physicalName(place), attributes: {} };
    },
  }),
];
