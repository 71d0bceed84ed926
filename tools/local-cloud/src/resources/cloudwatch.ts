import { z } from 'zod';
import { alarmArn } from '../cloudwatch/alarms/notices.ts';
import { alarmProperties } from '../cloudwatch/alarms/definition.ts';
import { type CloudWatch } from '../cloudwatch/create-cloudwatch.ts';
import { number } from '../cloudwatch/fields.ts';
import { type CloudContext } from '../context.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { orReport } from './or-report.ts';
import { json, noEffect, TAGS_REASON } from './properties.ts';

export const cloudWatchHandlers = (
  context: CloudContext,
  cloudWatch: Pick<CloudWatch, 'putAlarm' | 'removeAlarm'>,
): ResourceHandler[] => [
  defineResource({
    type: 'AWS::CloudWatch::Alarm',
    properties: z.strictObject({
      ...alarmProperties.shape,
      AlarmName: z.string().optional(),
      Threshold: number.default(NaN), // anomaly detection has none
      ThresholdMetricId: noEffect('an alarm of anomaly detection is reported'),
      EvaluateLowSampleCountPercentile: noEffect('percentiles of few samples are evaluated'),
      Tags: noEffect(TAGS_REASON),
    }),
    put: ({ AlarmName, ...properties }, place) => {
      const name = AlarmName ?? physicalName(place, 255);
      orReport(context, place, () => cloudWatch.putAlarm({ AlarmName: name, ...properties }));
      return { physicalId: name, attributes: { Arn: alarmArn(context, name) } };
    },
    remove: (name) => cloudWatch.removeAlarm(name),
  }),
  defineResource({
    type: 'AWS::CloudWatch::Dashboard',
    properties: z.strictObject({
      DashboardName: z.string().optional(),
      // Checked to be JSON: nobody draws it.
      DashboardBody: json,
    }),
    put: ({ DashboardName }, place) => ({
      physicalId: DashboardName ?? physicalName(place, 255),
      attributes: {},
    }),
  }),
];
