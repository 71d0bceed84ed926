import { z } from 'zod';
import { type CloudWatch } from '../cloudwatch/create-cloudwatch.ts';
import { type CloudContext } from '../context.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { integer, noEffect, TAGS_REASON } from './properties.ts';

export const logHandlers = (
  { region, accountId }: CloudContext,
  cloudWatch: Pick<CloudWatch, 'putLogGroup'>,
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
        attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` },
      };
    },
  }),
];
