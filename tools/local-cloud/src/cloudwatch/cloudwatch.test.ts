import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { aCloudWatch, call, NOON } from './testing/a-cloudwatch.ts';

const GROUP = '/aws/lambda/orders';
const STREAM = '2026/01/15/[$LATEST]1';
const MINUTE = 60_000;

const costLine = (cost: number) =>
  JSON.stringify({
    _aws: {
      Timestamp: NOON,
      CloudWatchMetrics: [
        {
          Namespace: 'Acado',
          Dimensions: [['service']],
          Metrics: [{ Name: 'EstimatedCost' }],
        },
      ],
    },
    service: 'orders',
    EstimatedCost: cost,
  });

const costAlarm = {
  AlarmName: 'orders-cost',
  Namespace: 'Acado',
  MetricName: 'EstimatedCost',
  Dimensions: [{ Name: 'service', Value: 'orders' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 2,
  DatapointsToAlarm: 1,
  Threshold: 5,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: ['arn:aws:sns:us-east-1:000000000000:alarms'],
};

describe('createCloudWatch', () => {
  let test: ReturnType<typeof aCloudWatch>;
  const api = (operation: string, parameters: object) =>
    call(test.cloudWatch, `GraniteServiceVersion20100801.${operation}`, parameters);
  const logs = (operation: string, parameters: object) =>
    call(test.cloudWatch, `Logs_20140328.${operation}`, parameters);
  const log = (...lines: string[]) => test.cloudWatch.writeLogs(GROUP, STREAM, lines);
  const stateOf = async (name: string) => {
    const { MetricAlarms } = await api('DescribeAlarms', { AlarmNames: [name] });
    return (MetricAlarms as { StateValue: string }[])[0]?.StateValue;
  };

  beforeEach(() => {
    test = aCloudWatch();
  });
  afterEach(() => test.remove());

  it('tells, remembers and acts when a cost in the logs goes over its alarm and comes back', async () => {
    await api('PutMetricAlarm', costAlarm);
    log(costLine(4), costLine(3));

    test.cloudWatch.evaluateAlarms(NOON + MINUTE);
    expect(await stateOf('orders-cost')).toBe('ALARM');
    test.cloudWatch.evaluateAlarms(NOON + 5 * MINUTE);
    expect(await stateOf('orders-cost')).toBe('OK');

    expect(test.reports.map((line) => line.split(':').slice(0, 2).join())).toEqual([
      'warn orders-cost ALARM, Threshold Crossed',
      'info orders-cost OK, Threshold Crossed',
    ]);
    expect(test.events[0]).toMatchObject({
      source: 'aws.cloudwatch',
      detailType: 'CloudWatch Alarm State Change',
      resources: ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:orders-cost'],
      detail: {
        alarmName: 'orders-cost',
        state: { value: 'ALARM' },
        previousState: { value: 'INSUFFICIENT_DATA' },
      },
    });
    expect(test.notices).toMatchObject([
      {
        arn: costAlarm.AlarmActions[0],
        message: { NewStateValue: 'ALARM', Trigger: { MetricName: 'EstimatedCost' } },
      },
    ]);
    const { AlarmHistoryItems } = await api('DescribeAlarmHistory', {
      HistoryItemType: 'StateUpdate',
    });
    expect(AlarmHistoryItems).toMatchObject([
      { HistorySummary: 'Alarm updated from ALARM to OK' },
      { HistorySummary: 'Alarm updated from INSUFFICIENT_DATA to ALARM' },
    ]);
  });

  it('evaluates metric math', async () => {
    const stat = (Id: string, MetricName: string) => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'Shop', MetricName }, Period: 60, Stat: 'Sum' },
    });
    await api('PutMetricAlarm', {
      AlarmName: 'error-rate',
      Metrics: [
        { Id: 'rate', Expression: '100 * errors / requests' },
        stat('errors', 'Errors'),
        stat('requests', 'Requests'),
      ],
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanThreshold',
    });
    await api('PutMetricData', {
      Namespace: 'Shop',
      MetricData: [
        { MetricName: 'Errors', Value: 6 },
        { MetricName: 'Requests', Values: [1], Counts: [100] },
      ],
    });

    test.cloudWatch.evaluateAlarms(NOON + MINUTE);

    expect(await stateOf('error-rate')).toBe('ALARM');
  });

  it.each([
    ['two statistics', { ExtendedStatistic: 'p90' }, 'either a Statistic'],
    ['a period that is none', { Period: 61 }, 'multiple of 60'],
    ['more datapoints than periods', { DatapointsToAlarm: 3 }, 'must not exceed'],
    ['an expression without its metric', { Metrics: [{ Id: 'a', Expression: 'b' }] }, 'the id b'],
    ['a statistic that is none', { Statistic: 'Median' }, 'does not have the statistic Median'],
  ])('refuses an alarm with %s', async (_name, overrides, message) => {
    const answer = await api('PutMetricAlarm', { ...costAlarm, ...overrides });

    expect(answer.message).toContain(message);
  });

  it('keeps state, logs and metrics over the end of its process', async () => {
    await api('PutMetricAlarm', costAlarm);
    log(costLine(9));
    test.cloudWatch.evaluateAlarms(NOON + MINUTE);
    await test.cloudWatch.stop();

    test = aCloudWatch(test.stateDir);

    expect(await stateOf('orders-cost')).toBe('ALARM');
    expect(await logs('FilterLogEvents', { logGroupName: GROUP })).toMatchObject({
      events: [{ message: costLine(9), timestamp: NOON }],
    });
    expect(await api('ListMetrics', {})).toMatchObject({
      Metrics: [{ Namespace: 'Acado', MetricName: 'EstimatedCost' }],
    });
  });

  it('counts EMF that it can not use', async () => {
    log('{"_aws":{}}');

    expect(await api('ListMetrics', { Namespace: 'AWS/Logs' })).toMatchObject({
      Metrics: [
        { MetricName: 'EMFValidationErrors', Dimensions: [{ Name: 'LogGroupName', Value: GROUP }] },
      ],
    });
  });

  it('pages through what a filter finds', async () => {
    log(...Array.from({ length: 25 }, (_, index) => `line ${index}`), 'other');
    const found: unknown[] = [];
    let nextToken: unknown;
    do {
      const request = { logGroupName: GROUP, filterPattern: 'line', limit: 10, nextToken };
      const page = await logs('FilterLogEvents', request);
      found.push(...(page.events as { message: string }[]).map(({ message }) => message));
      ({ nextToken } = page);
    } while (nextToken !== undefined);

    expect(found).toEqual(Array.from({ length: 25 }, (_, index) => `line ${index}`));
  });

  it('reads a stream forwards and backwards until nothing is new', async () => {
    log('1', '2', '3');
    const request = { logGroupName: GROUP, logStreamName: STREAM, limit: 2 };
    const messages = (page: Record<string, unknown>) =>
      (page.events as { message: string }[]).map(({ message }) => message);

    const last = await logs('GetLogEvents', request);
    const before = await logs('GetLogEvents', { ...request, nextToken: last.nextBackwardToken });
    const first = await logs('GetLogEvents', { ...request, startFromHead: true });
    const end = await logs('GetLogEvents', { ...request, nextToken: last.nextForwardToken });

    expect([last, before, first, end].map(messages)).toEqual([['2', '3'], ['1'], ['1', '2'], []]);
    expect(end.nextForwardToken).toBe(last.nextForwardToken);
  });

  it('drops what is older than the retention of its group', async () => {
    test.cloudWatch.putLogGroup(GROUP, 1);
    log('old');
    await test.cloudWatch.stop();

    test = aCloudWatch(test.stateDir);
    expect((await logs('FilterLogEvents', { logGroupName: GROUP })).events).toHaveLength(1);
    await test.cloudWatch.stop();
    test = aCloudWatch(test.stateDir, NOON + 25 * 60 * MINUTE);

    expect((await logs('FilterLogEvents', { logGroupName: GROUP })).events).toEqual([]);
  });

  it('says what it does not have', async () => {
    expect(await logs('StartQuery', {})).toMatchObject({ __type: 'UnknownOperationException' });
    expect(await logs('FilterLogEvents', { logGroupName: 'none' })).toMatchObject({
      __type: 'ResourceNotFoundException',
    });
    expect(await api('PutDashboard', {})).toMatchObject({ __type: 'InvalidAction' });
  });

  it('goes on when it can not write, and says so', async () => {
    const other = new DatabaseSync(join(test.stateDir, 'cloudwatch.db'));
    other.exec('DROP TABLE logEvents');
    log('lost');
    test.cloudWatch.evaluateAlarms(NOON);
    await logs('DescribeLogGroups', {});
    other.close();

    expect(test.reports.join()).toContain("error cloudwatch can't write");
  });

  it('stops acting on an alarm whose actions are disabled', async () => {
    await api('PutMetricAlarm', costAlarm);
    await api('DisableAlarmActions', { AlarmNames: ['orders-cost'] });
    await api('SetAlarmState', {
      AlarmName: 'orders-cost',
      StateValue: 'ALARM',
      StateReason: 'a test',
    });

    expect(await stateOf('orders-cost')).toBe('ALARM');
    expect(test.notices).toEqual([]);
  });
});
