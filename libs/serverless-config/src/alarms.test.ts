import { alarms, notify } from './alarms.ts';
import { aConsumerStack } from './testing/a-template.ts';

const settings = { costAlarmUsdPerHour: 1.2 };

describe('alarms', () => {
  it('watches functions, APIs, dead-letter queues and consumed queues', () => {
    const thresholds = Object.entries(alarms(aConsumerStack(), settings)).map(
      ([id, { Properties }]) => [id, Properties?.MetricName, Properties?.Threshold],
    );

    expect(thresholds).toEqual([
      ['WriteOrdersErrorsAlarm', 'Errors', 1],
      ['WriteOrdersThrottlesAlarm', 'Throttles', 1],
      ['WriteOrdersDurationAlarm', 'Duration', 24_000],
      ['WriteOrdersCostAlarm', 'EstimatedCost', 0.02],
      ['HttpApiServerErrorsAlarm', '5xx', 1],
      ['OrdersDeadLetterQueueDepthAlarm', 'ApproximateNumberOfMessagesVisible', 1],
      ['OrdersRuleDeadLetterQueueDepthAlarm', 'ApproximateNumberOfMessagesVisible', 1],
      ['OrdersQueueAgeAlarm', 'ApproximateAgeOfOldestMessage', 900],
    ]);
  });

  it('watches a REST API by its name', () => {
    const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'dev-acado-baseline' } };

    const { RestApiServerErrorsAlarm } = alarms({ RestApi: api }, settings);

    expect(RestApiServerErrorsAlarm?.Properties).toMatchObject({
      AlarmName: 'dev-acado-baseline-5xx',
      MetricName: '5XXError',
      Dimensions: [{ Name: 'ApiName', Value: 'dev-acado-baseline' }],
    });
  });

  it('watches under its condition what is created under one', () => {
    const resources = aConsumerStack();
    for (const id of ['WriteOrdersLambdaFunction', 'HttpApi', 'OrdersQueue'])
      resources[id]!.Condition = 'IsProd';

    const under = Object.entries(alarms(resources, settings)).map(([id, alarm]) => [
      id,
      alarm.Condition,
    ]);

    expect(under.filter(([, condition]) => condition !== 'IsProd')).toEqual([
      ['OrdersDeadLetterQueueDepthAlarm', undefined],
      ['OrdersRuleDeadLetterQueueDepthAlarm', undefined],
    ]);
  });

  it('waits for three tries of a slow consumer before it calls a message old', () => {
    const resources = aConsumerStack();
    resources.WriteOrdersLambdaFunction!.Properties!.Timeout = 300;

    expect(alarms(resources, settings).OrdersQueueAgeAlarm?.Properties?.Threshold).toBe(5403);
  });

  it('watches what a function costs in two minutes running', () => {
    const { WriteOrdersCostAlarm } = alarms(aConsumerStack(), settings);

    expect(WriteOrdersCostAlarm?.Properties).toMatchObject({
      AlarmName: 'acado-worker-b-dev-writeOrders-cost',
      Namespace: 'Acado/Cost',
      Dimensions: [
        { Name: 'service', Value: 'acado-worker-b' },
        { Name: 'function', Value: { Ref: 'WriteOrdersLambdaFunction' } },
        { Name: 'stage', Value: 'dev' },
      ],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 2,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });

  it('watches no cost where no cost metric can come from', () => {
    const resources = aConsumerStack();
    delete resources.WriteOrdersLambdaFunction!.Properties!.Environment;

    expect(alarms(resources, settings)).not.toHaveProperty('WriteOrdersCostAlarm');
  });

  it('takes missing data for health', () => {
    const treatments = Object.values(alarms(aConsumerStack(), settings)).map(
      ({ Properties }) => Properties?.TreatMissingData,
    );

    expect(new Set(treatments)).toEqual(new Set(['notBreaching']));
  });
});

describe('notify', () => {
  const topic = 'arn:aws:sns:us-east-1:1:alarms';
  const own = () => ({ Own: { Type: 'AWS::CloudWatch::Alarm', Properties: {} } });

  it('lets every alarm notify the topic, also those that the service brings', () => {
    const resources = { ...aConsumerStack(), ...own() };
    Object.assign(resources, alarms(resources, settings));
    notify(resources, topic);

    const found = Object.values(resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    expect(found.length).toBeGreaterThan(1);
    for (const { Properties } of found)
      expect(Properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
  });

  it('leaves alarms alone that have actions, and all of them without a topic', () => {
    const other = { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: ['other'] } };
    const resources = { Other: other };
    notify(resources, topic);
    expect(resources).toEqual({ Other: { ...other, Properties: { AlarmActions: ['other'] } } });

    const silent = own();
    notify(silent, '');
    expect(silent).toEqual(own());
  });
});
