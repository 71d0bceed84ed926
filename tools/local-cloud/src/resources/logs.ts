import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { noEffect, TAGS_REASON } from './properties.ts';

export const logHandlers = ({ region, accountId }: CloudContext): ResourceHandler[] => [
  defineResource({
    type: 'AWS::Logs::LogGroup',
    properties: z.strictObject({
      LogGroupName: z.string().optional(),
      LogGroupClass: noEffect('a matter of price'),
      RetentionInDays: noEffect('log files stay until --fresh'),
      KmsKeyId: noEffect('log files are not encrypted'),
      DataProtectionPolicy: noEffect('log files are not masked'),
      Tags: noEffect(TAGS_REASON),
    }),
    put: ({ LogGroupName }, place) => {
      const name = LogGroupName ?? physicalName(place, 512);
      return {
        physicalId: name,
        attributes: { Arn: `arn:aws:logs:${region}:${accountId}:log-group:${name}:*` },
      };
    },
  }),
];
