import { alarms } from './alarms.ts';
import { aConsumerStack } from './testing/a-template.ts';

describe('alarms', () => {
  it('watches functions, APIs, dead-letter queues and consumed queues', () => {
    const thresholds = Object.entries(alarms(aConsumerStack(), '')).map(([id, { Properties }]) => [
      id,
      Properties?.MetricName,
      Properties?.Threshold,
    ]);

    expect(thresholds).toEqual([
      ['WriteOrdersErrorsAlarm', 'Errors', 1],
      ['WriteOrdersThrottlesAlarm', 'Throttles', 1],
      ['WriteOrdersDurationAlarm', 'Duration', 24_000],
      ['HttpApiServerErrorsAlarm', '5xx', 1],
      ['OrdersDeadLetterQueueDepthAlarm', 'ApproximateNumberOfMessagesVisible', 1],
      ['OrdersRuleDeadLetterQueueDepthAlarm', 'ApproximateNumberOfMessagesVisible', 1],
      ['OrdersQueueAgeAlarm', 'ApproximateAgeOfOldestMessage', 900],
    ]);
  });

  it('waits for three tries of a slow consumer before it calls a message old', () => {
    const resources = aConsumerStack();
    resources.WriteOrdersLambdaFunction!.Properties!.Timeout = 300;

    expect(alarms(resources, '').OrdersQueueAgeAlarm?.Properties?.Threshold).toBe(5403);
  });

  it('takes missing data for health', () => {
    const treatments = Object.values(alarms(aConsumerStack(), '')).map(
      ({ Properties }) => Properties?.TreatMissingData,
    );

    expect(new Set(treatments)).toEqual(new Set(['notBreaching']));
  });

  it('notifies the topic when there is one', () => {
    const topic = 'arn:aws:sns:us-east-1:1:alarms';
    const [silent] = Object.values(alarms(aConsumerStack(), ''));
    const [loud] = Object.values(alarms(aConsumerStack(), topic));

    expect(silent?.Properties).not.toHaveProperty('AlarmActions');
    expect(loud?.Properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
  });
});
