import { alarmEventSchema, costAlarmOf } from './alarm-event.ts';

/** As CloudWatch sends it. */
const anAlarmEvent = (state: object = {}, metric: object = {}) => ({
  version: '0',
  id: '2dde0eb1-528b-d2d5-9ca6-6d590caf2329',
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: '123456789012',
  time: '2026-11-20T17:20:48Z',
  region: 'us-east-1',
  resources: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:acado-shop-dev-sell-cost'],
  detail: {
    alarmName: 'acado-shop-dev-sell-cost',
    configuration: {
      description: 'acado-shop-dev-sell costs more than 1 USD per hour',
      metrics: [
        {
          id: '8b0f0b3e-5b0b-4b0b-8b0b-0b0b0b0b0b0b',
          metricStat: {
            metric: {
              namespace: 'Acado/Cost',
              name: 'EstimatedCost',
              dimensions: { service: 'acado-shop', function: 'acado-shop-dev-sell', stage: 'dev' },
              ...metric,
            },
            period: 60,
            stat: 'Sum',
          },
          returnData: true,
        },
      ],
    },
    previousState: { value: 'OK', reason: 'quiet', timestamp: '2026-11-20T17:00:48.000+0000' },
    state: {
      value: 'ALARM',
      reason: 'Threshold Crossed',
      reasonData: JSON.stringify({
        version: '1.0',
        queryDate: '2026-11-20T17:20:48.543+0000',
        statistic: 'Sum',
        period: 60,
        recentDatapoints: [0.05, 0.04],
        threshold: 0.016666666666666666,
      }),
      timestamp: '2026-11-20T17:20:48.545+0000',
      ...state,
    },
  },
});

describe('costAlarmOf', () => {
  it('finds the function and what it costs per hour', () => {
    const alarm = costAlarmOf(alarmEventSchema.parse(anAlarmEvent()));
    expect(alarm).toMatchObject({
      functionName: 'acado-shop-dev-sell',
      alarmName: 'acado-shop-dev-sell-cost',
      at: Date.UTC(2026, 10, 20, 17, 20, 48, 545),
    });
    expect(alarm.usdPerHour).toBeCloseTo(3);
    expect(alarm.thresholdUsdPerHour).toBeCloseTo(1);
  });

  it.each([undefined, '', 'null', '{"reason":"I wanted to see it"}'])(
    'has no figures of a state set by hand (%j)',
    (reasonData) => {
      const alarm = costAlarmOf(alarmEventSchema.parse(anAlarmEvent({ reasonData })));
      expect(alarm.usdPerHour).toBeUndefined();
    },
  );

  it('refuses alarms of other metrics, and other states', () => {
    expect(alarmEventSchema.safeParse(anAlarmEvent({}, { namespace: 'AWS/Lambda' })).success).toBe(
      false,
    );
    expect(alarmEventSchema.safeParse(anAlarmEvent({ value: 'OK' })).success).toBe(false);
  });
});
