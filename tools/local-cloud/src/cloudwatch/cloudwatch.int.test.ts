import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SmithyRpcV2CborProtocol } from '@smithy/core/cbor';
import { type Cloud, createCloud } from '../index.ts';
import { packageShop } from '../testing/shop-service.ts';

/** Says what an invocation cost, and fails when it is asked to. */
const CODE = `
exports.handler = async ({ cost, fail }) => {
  console.log(JSON.stringify({
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        { Namespace: 'Shop', Dimensions: [['service']], Metrics: [{ Name: 'EstimatedCost', Unit: 'None' }] },
      ],
    },
    service: 'shop',
    EstimatedCost: cost,
  }));
  if (fail) throw new Error('asked to fail');
};
`;

const alarm = (MetricName: string, properties: object) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: `shop-${MetricName}`,
    MetricName,
    Statistic: 'Sum',
    Period: '60', // CloudFormation takes text for numbers
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
    ...properties,
  },
});

const more = {
  Alarms: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'shop-alarms' } },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Alarms' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] },
      RawMessageDelivery: true,
    },
  },
  ChangesQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'shop-changes' } },
  ChangesPolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'ChangesQueue' }, { Ref: 'OrdersQueue' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] },
            Action: 'sqs:SendMessage',
            Resource: '*',
          },
        ],
      },
    },
  },
  ChangesRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['aws.cloudwatch'], detail: { state: { value: ['ALARM'] } } },
      Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['ChangesQueue', 'Arn'] } }],
    },
  },
  BuyLogs: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: '/aws/lambda/shop-buy', RetentionInDays: 14 },
  },
  LinesFilter: {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: { Ref: 'BuyLogs' },
      FilterPattern: 'EstimatedCost',
      MetricTransformations: [
        { MetricNamespace: 'Shop', MetricName: 'CostLines', MetricValue: '1', DefaultValue: 0 },
      ],
    },
  },
  FieldsFilter: {
    Type: 'AWS::Logs::MetricFilter',
    Properties: {
      LogGroupName: { Ref: 'BuyLogs' },
      FilterPattern: '[time, id, text]',
      MetricTransformations: [{ MetricNamespace: 'Shop', MetricName: 'Odd', MetricValue: '1' }],
    },
  },
  CostAlarm: alarm('EstimatedCost', {
    Namespace: 'Shop',
    Dimensions: [{ Name: 'service', Value: 'shop' }],
    Threshold: 1,
    AlarmActions: [{ Ref: 'Alarms' }],
  }),
  ErrorsAlarm: alarm('Errors', {
    Namespace: 'AWS/Lambda',
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'BuyFunction' } }],
    Threshold: 1,
  }),
  StrangeAlarm: alarm('Errors', {
    AlarmName: 'shop-anomaly',
    Metrics: [{ Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m)' }],
    ThresholdMetricId: 'band',
    ComparisonOperator: 'GreaterThanUpperThreshold',
  }),
  DepthAlarm: alarm('ApproximateNumberOfMessagesVisible', {
    Namespace: 'AWS/SQS',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['DeadQueue', 'QueueName'] } }],
    Statistic: 'Maximum',
    Threshold: 1,
  }),
};

const MINUTE = 60_000;

describe('CloudWatch of a cloud', () => {
  let directory: string;
  let cloud: Cloud;
  let reports: string[];

  const client = () => ({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'me', secretAccessKey: 'secret' },
  });
  const invoke = (input: object) =>
    new LambdaClient(client()).send(
      new InvokeCommand({ FunctionName: 'shop-buy', Payload: JSON.stringify(input) }),
    );
  const stateOf = async (name: string) => {
    const { MetricAlarms } = await new CloudWatchClient(client()).send(
      new DescribeAlarmsCommand({ AlarmNames: [name] }),
    );
    return MetricAlarms?.[0]?.StateValue;
  };
  const receive = async (queue: string): Promise<unknown> => {
    const { Messages } = await new SQSClient(client()).send(
      new ReceiveMessageCommand({
        QueueUrl: `${cloud.endpoint}/000000000000/${queue}`,
        WaitTimeSeconds: 10,
      }),
    );
    return JSON.parse(Messages?.[0]?.Body ?? 'null');
  };
  const start = async () => {
    const services = [packageShop(directory, { code: CODE, more })];
    cloud = await createCloud({
      services,
      directory,
      report: (level, source, message) => void reports.push(`${level} ${source}: ${message}`),
    });
  };

  beforeEach(async () => {
    reports = [];
    directory = mkdtempSync(join(tmpdir(), 'cloudwatch-'));
    await start();
  });
  afterEach(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  it('fires a cost alarm when a function gets expensive, on the topic and the default bus', async () => {
    expect(reports.sort()).toEqual([
      'warn shop-local: FieldsFilter is not evaluated: Invalid filter pattern: the local cloud does not have patterns of space-delimited fields',
      'warn shop-local: StrangeAlarm is not evaluated: The local cloud does not have GreaterThanUpperThreshold.',
    ]);
    await invoke({ cost: 0.4 });
    cloud.evaluateAlarms(Date.now() + MINUTE);
    expect(await stateOf('shop-EstimatedCost')).toBe('OK');

    await invoke({ cost: 5 });
    cloud.evaluateAlarms(Date.now() + MINUTE);

    expect(await stateOf('shop-EstimatedCost')).toBe('ALARM');
    expect(reports.at(-1)).toContain('warn shop-EstimatedCost: ALARM: Threshold Crossed');
    expect(await receive('shop-orders')).toMatchObject({
      AlarmName: 'shop-EstimatedCost',
      NewStateValue: 'ALARM',
    });
    expect(await receive('shop-changes')).toMatchObject({
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      detail: { alarmName: 'shop-EstimatedCost', state: { value: 'ALARM' } },
    });
  });

  it('watches the errors of functions and the depth of queues', async () => {
    await invoke({ cost: 0, fail: true });
    await new SQSClient(client()).send(
      new SendMessageCommand({
        QueueUrl: `${cloud.endpoint}/000000000000/shop-dead`,
        MessageBody: 'lost',
      }),
    );

    cloud.evaluateAlarms(Date.now() + MINUTE);
    expect(await stateOf('shop-Errors')).toBe('ALARM');
    expect(await stateOf('shop-ApproximateNumberOfMessagesVisible')).toBe('ALARM');

    cloud.evaluateAlarms(Date.now() + 10 * MINUTE);
    expect(await stateOf('shop-Errors')).toBe('OK');
  });

  it('measures log lines by a metric filter', async () => {
    await invoke({ cost: 0 });
    const { Metrics } = await new CloudWatchClient(client()).send(
      new ListMetricsCommand({ Namespace: 'Shop', MetricName: 'CostLines' }),
    );

    expect(Metrics).toHaveLength(1);
  });

  it('keeps logs and alarm states over a restart', async () => {
    await invoke({ cost: 2 });
    cloud.evaluateAlarms(Date.now() + MINUTE);
    await cloud.stop();
    await start();

    const logs = new CloudWatchLogsClient(client());
    const logGroupName = '/aws/lambda/shop-buy';
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName, filterPattern: 'EstimatedCost -REPORT' }),
    );
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName }));

    expect(events).toHaveLength(1);
    expect(logGroups).toMatchObject([{ logGroupName, retentionInDays: 14 }]);
    expect(logStreams?.[0]?.logStreamName).toBe(events[0]?.logStreamName);
    expect(await stateOf('shop-EstimatedCost')).toBe('ALARM');
  });

  it('takes log events and metrics from programs', async () => {
    const logs = new CloudWatchLogsClient(client());
    const place = { logGroupName: 'import', logStreamName: 'one' };
    await logs.send(new CreateLogGroupCommand(place));
    await logs.send(new CreateLogStreamCommand(place));
    const event = { timestamp: Date.now(), message: 'imported' };
    await logs.send(new PutLogEventsCommand({ ...place, logEvents: [event] }));
    const { events } = await logs.send(new FilterLogEventsCommand(place));

    expect(events).toMatchObject([event]);
    await expect(logs.send(new CreateLogGroupCommand(place))).rejects.toThrow('already exists');
  });

  it.each([
    ['AWS JSON', {}],
    ['CBOR', { protocol: SmithyRpcV2CborProtocol }],
  ])('speaks %s with the SDK', async (_name, protocol) => {
    const cloudWatch = new CloudWatchClient({ ...client(), ...protocol });
    const at = new Date(Math.floor(Date.now() / MINUTE) * MINUTE);
    const metric = { Namespace: 'Till', MetricName: 'Receipts' };
    const dimensions = [{ Name: 'shop', Value: 'Graz' }];
    const MetricData = [
      { MetricName: 'Receipts', Timestamp: at, Values: [1, 2.5, 10], Dimensions: dimensions },
    ];
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'Till', MetricData }));
    const range = { StartTime: at, EndTime: new Date(at.getTime() + MINUTE) };

    const { Metrics } = await cloudWatch.send(new ListMetricsCommand(metric));
    const { Datapoints } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        ...{ ...metric, ...range, Dimensions: dimensions, Period: 60 },
        Statistics: ['Sum'],
        ExtendedStatistics: ['p50'],
      }),
    );
    const { MetricDataResults } = await cloudWatch.send(
      new GetMetricDataCommand({
        ...range,
        MetricDataQueries: [
          { Id: 'twice', Expression: 'm * 2' },
          {
            Id: 'm',
            ReturnData: false,
            MetricStat: {
              Metric: { ...metric, Dimensions: dimensions },
              Period: 60,
              Stat: 'Maximum',
            },
          },
        ],
      }),
    );

    expect(Metrics).toEqual([{ ...metric, Dimensions: dimensions }]);
    expect(Datapoints).toEqual([
      { Timestamp: at, Sum: 13.5, ExtendedStatistics: { p50: 2.5 }, Unit: 'None' },
    ]);
    expect(MetricDataResults).toMatchObject([{ Id: 'twice', Timestamps: [at], Values: [20] }]);
    const { AlarmHistoryItems = [] } = await cloudWatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'shop-Errors' }),
    );
    expect(AlarmHistoryItems[0]?.Timestamp).toBeInstanceOf(Date);
    await expect(
      cloudWatch.send(
        new PutMetricAlarmCommand({
          AlarmName: 'bad',
          Metrics: [{ Id: 'a', Expression: 'ANOMALY_DETECTION_BAND(b)' }],
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanThreshold',
        }),
      ),
    ).rejects.toThrow('does not have the function ANOMALY_DETECTION_BAND');
  });
});
