import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { noEffect } from './properties.ts';

const UNEVALUATED = 'alarms are accepted and not evaluated';

export const cloudWatchHandlers = ({ region, accountId }: CloudContext): ResourceHandler[] => [
  defineResource({
    type: 'AWS::CloudWatch::Alarm',
    properties: z.object({ AlarmName: z.string().optional() }).catchall(noEffect(UNEVALUATED)),
    put: ({ AlarmName }, place) => {
      const name = AlarmName ?? physicalName(place, 255);
      return {
        physicalId: name,
        attributes: { Arn: `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}` },
      };
    },
  }),
];
