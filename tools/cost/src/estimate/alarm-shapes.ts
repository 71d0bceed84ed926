import * as z from 'zod';
import type { AlarmShape } from './service-shape.ts';
import { referencesOf, type Template } from './template.ts';
import { ofType, parseProperties } from './template-resources.ts';

const alarmSchema = z.object({
  Period: z.int().default(60),
  Metrics: z
    .array(z.looseObject({ MetricStat: z.object({ Period: z.int() }).optional() }))
    .default([]),
  ThresholdMetricId: z.string().optional(),
});

/** The alarms of a template. */
export function alarmsOf(template: Template): AlarmShape[] {
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
    const { Period, Metrics, ThresholdMetricId } = parseProperties(alarmSchema, resource);
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
