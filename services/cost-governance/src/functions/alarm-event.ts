import * as z from 'zod/mini';
import type { CostAlarm } from '../domain/note-alarm.ts';

const metricSchema = z.object({
  metric: z.object({
    namespace: z.literal('Acado/Cost'),
    dimensions: z.object({ function: z.string() }),
  }),
  period: z.number(),
});

/** EventBridge's event of a cost alarm that went off. */
export const alarmEventSchema = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  detail: z.object({
    alarmName: z.string(),
    state: z.object({
      value: z.literal('ALARM'),
      timestamp: z.string(),
      reasonData: z.optional(z.string()),
    }),
    configuration: z.object({
      metrics: z.tuple([z.object({ metricStat: metricSchema })]),
    }),
  }),
});

/** What the alarm measured; absent when its state was set by hand. */
const reasonSchema = z.object({ threshold: z.number(), recentDatapoints: z.array(z.number()) });

const SECONDS_PER_HOUR = 3600;

function measured(reasonData: string | undefined): z.infer<typeof reasonSchema> | undefined {
  try {
    return reasonSchema.safeParse(JSON.parse(reasonData ?? 'null')).data;
  } catch {
    return undefined;
  }
}

/** What the event says, in USD per hour. */
export function costAlarmOf({ detail }: z.infer<typeof alarmEventSchema>): CostAlarm {
  const [{ metricStat }] = detail.configuration.metrics;
  const perHour = SECONDS_PER_HOUR / metricStat.period;
  const reason = measured(detail.state.reasonData);
  return {
    functionName: metricStat.metric.dimensions.function,
    alarmName: detail.alarmName,
    at: Date.parse(detail.state.timestamp),
    ...(reason && {
      usdPerHour: Math.max(0, ...reason.recentDatapoints) * perHour,
      thresholdUsdPerHour: reason.threshold * perHour,
    }),
  };
}
