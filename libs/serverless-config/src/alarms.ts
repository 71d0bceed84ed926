import { consumerQueues, deadLetterQueues, visibilityTimeout } from './queues.ts';
import { at, resourcesOf, type Resource, type Resources } from './template.ts';

const fiveMinutes = 300;

type CostBudget = Pick<AlarmSettings, 'costAlarmUsdPerHour'>;

/** What alarms need to know besides the resources. */
export type AlarmSettings = {
  /** The SNS topic that every alarm notifies; empty for alarms without actions. */
  alarmTopicArn: string;
  /** What one function may cost, in USD per hour, before it counts as a runaway. */
  costAlarmUsdPerHour: number;
};

const alarm = (properties: Record<string, unknown>): Resource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Period: fiveMinutes,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    // A function that nobody calls and a queue that nobody uses are healthy.
    TreatMissingData: 'notBreaching',
    ...properties,
  },
});

const withoutSuffix = (functionId: string) => functionId.replace(/LambdaFunction$/, '');

const functionAlarms = (id: string, { Properties }: Resource): Resources => {
  const name = String(Properties?.FunctionName);
  const timeout = Number(Properties?.Timeout ?? 3);
  const metric = {
    Namespace: 'AWS/Lambda',
    Dimensions: [{ Name: 'FunctionName', Value: { Ref: id } }],
  };
  return {
    // Handlers answer and report instead of throwing: what is left are timeouts and crashes.
    [`${withoutSuffix(id)}ErrorsAlarm`]: alarm({
      AlarmName: `${name}-errors`,
      AlarmDescription: `${name} failed: look for ERROR in its log group`,
      ...metric,
      MetricName: 'Errors',
      Statistic: 'Sum',
      Threshold: 1,
    }),
    [`${withoutSuffix(id)}ThrottlesAlarm`]: alarm({
      AlarmName: `${name}-throttles`,
      AlarmDescription: `${name} was refused an execution environment: its concurrency is used up`,
      ...metric,
      MetricName: 'Throttles',
      Statistic: 'Sum',
      Threshold: 1,
    }),
    // One slow call is noise, and one that reaches the timeout is an error: ask for two in three.
    [`${withoutSuffix(id)}DurationAlarm`]: alarm({
      AlarmName: `${name}-duration`,
      AlarmDescription: `${name} needs 80 % of its ${timeout} s timeout or more`,
      ...metric,
      MetricName: 'Duration',
      ExtendedStatistic: 'p99',
      Threshold: timeout * 1000 * 0.8,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 2,
    }),
  };
};

/**
 * What a function's own cost metric says, against its budget for one minute. One alarm per function: a sum over the
 * functions of a service would cost as much, since CloudWatch charges $0.10 a month for each metric that an alarm
 * watches, and would not say which function it is.
 */
const costAlarm = (
  { costAlarmUsdPerHour }: CostBudget,
  id: string,
  { Properties }: Resource,
): Resources => {
  const name = String(Properties?.FunctionName);
  // Where the metric's dimensions come from, too. A function without them reports no cost.
  const service = at(Properties, 'Environment', 'Variables', 'POWERTOOLS_SERVICE_NAME');
  const stage = at(Properties, 'Environment', 'Variables', 'STAGE');
  if (service === undefined || stage === undefined) return {};
  return {
    [`${withoutSuffix(id)}CostAlarm`]: alarm({
      AlarmName: `${name}-cost`,
      AlarmDescription: `${name} costs more than ${costAlarmUsdPerHour} USD per hour: look for a loop or a flood of events; reserved concurrency 0 stops it`,
      Namespace: 'Acado/Cost',
      MetricName: 'EstimatedCost',
      Dimensions: [
        { Name: 'service', Value: service },
        { Name: 'function', Value: { Ref: id } },
        { Name: 'stage', Value: stage },
      ],
      // Sampled invocations are weighted with the inverse of the rate, so that the sum is the whole cost.
      Statistic: 'Sum',
      Period: 60,
      // A burst that ends by itself is over before the second minute is.
      EvaluationPeriods: 2,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: costAlarmUsdPerHour / 60,
    }),
  };
};

/** HTTP APIs are measured by their id, REST APIs by their name. */
const serverErrorsOf = (id: string, { Type, Properties }: Resource) =>
  Type === 'AWS::ApiGateway::RestApi'
    ? { MetricName: '5XXError', Dimensions: [{ Name: 'ApiName', Value: Properties?.Name }] }
    : { MetricName: '5xx', Dimensions: [{ Name: 'ApiId', Value: { Ref: id } }] };

/** Handlers answer what they did not expect with 500, which is no error in Lambda's eyes. */
const apiAlarm = (id: string, api: Resource): Resources => {
  const name = String(api.Properties?.Name);
  return {
    [`${id}ServerErrorsAlarm`]: alarm({
      AlarmName: `${name}-5xx`,
      AlarmDescription: `${name} failed requests: look for ERROR in the log groups of its functions`,
      Namespace: 'AWS/ApiGateway',
      ...serverErrorsOf(id, api),
      Statistic: 'Sum',
      Threshold: 1,
    }),
  };
};

const queueMetric = (id: string, metricName: string) => ({
  Namespace: 'AWS/SQS',
  MetricName: metricName,
  Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
  Statistic: 'Maximum',
});

const queueName = (resources: Resources, id: string): string => {
  const name = resources[id]?.Properties?.QueueName;
  return typeof name === 'string' ? name : id;
};

/** What is not created has no alarms. */
const under = (resource: Resource | undefined, made: Resources): Resources => {
  const Condition = resource?.Condition;
  if (Condition === undefined) return made;
  return Object.fromEntries(Object.entries(made).map(([id, each]) => [id, { ...each, Condition }]));
};

/**
 * The alarms of a stack: errors, throttles, duration and cost of each function, failed requests of
 * each API, depth of each dead-letter queue, age of the oldest message of each queue that a
 * function reads.
 *
 * @example
 * Object.assign(template.Resources, alarms(template.Resources, { costAlarmUsdPerHour: 1 }));
 */
export const alarms = (resources: Resources, settings: CostBudget): Resources => {
  const ofFunctions = resourcesOf(resources, 'AWS::Lambda::Function').map(([id, resource]) =>
    under(resource, {
      ...functionAlarms(id, resource),
      ...costAlarm(settings, id, resource),
    }),
  );
  const ofApis = ['AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::RestApi']
    .flatMap((type) => resourcesOf(resources, type))
    .map(([id, resource]) => under(resource, apiAlarm(id, resource)));
  const ofDeadLetterQueues = deadLetterQueues(resources).map((id): Resources => {
    const name = queueName(resources, id);
    return under(resources[id], {
      [`${id}DepthAlarm`]: alarm({
        AlarmName: `${name}-depth`,
        AlarmDescription: `${name} holds messages: find out why, then redrive them`,
        ...queueMetric(id, 'ApproximateNumberOfMessagesVisible'),
        Threshold: 1,
      }),
    });
  });
  const ofConsumers = consumerQueues(resources).map((consumer): Resources => {
    const name = queueName(resources, consumer.queueId);
    // Three tries of a failing message are not a backlog.
    const seconds = Math.max(900, 3 * visibilityTimeout(consumer));
    return under(resources[consumer.queueId], {
      [`${consumer.queueId}AgeAlarm`]: alarm({
        AlarmName: `${name}-age`,
        AlarmDescription: `${name} has a message older than ${seconds} s: its consumer lags`,
        ...queueMetric(consumer.queueId, 'ApproximateAgeOfOldestMessage'),
        Threshold: seconds,
      }),
    });
  });
  return Object.assign(
    {},
    ...ofFunctions,
    ...ofApis,
    ...ofDeadLetterQueues,
    ...ofConsumers,
  ) as Resources;
};

/** Lets every alarm of a stack that has no actions, also the service's own, notify a topic when it goes off and when it is over. */
export const notify = (resources: Resources, topicArn: string): void => {
  if (topicArn === '') return;
  for (const [, { Properties }] of resourcesOf(resources, 'AWS::CloudWatch::Alarm'))
    if (Properties && !Properties.AlarmActions)
      Object.assign(Properties, { AlarmActions: [topicArn], OKActions: [topicArn] });
};
