import { consumerQueues, deadLetterQueues } from '../queues.ts';
import { at, logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { all, type Rule, unless } from './rule.ts';

/** Whether an alarm of the stack watches a metric of the resource. */
const isAlarmed = (
  resources: Resources,
  logicalId: string,
  namespace: string,
  metricName: string,
): boolean =>
  resourcesOf(resources, 'AWS::CloudWatch::Alarm').some(
    ([, { Properties }]) =>
      Properties?.Namespace === namespace &&
      Properties.MetricName === metricName &&
      [Properties.Dimensions].flat().some((d) => logicalIdOf(at(d, 'Value')) === logicalId),
  );

const bestPractice =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html';
const pluginAddsIt =
  'The plugin adds it: see that nothing removes it, and that the function has a name of its own.';

export const functionAlarms: Rule = {
  id: 'function-alarms',
  title: 'Errors, throttles and the duration of every function are watched',
  reason: 'What fails without a user in front of it fails unseen.',
  source: bestPractice,
  remedy: pluginAddsIt,
  severity: 'error',
  appliesTo: all('AWS::Lambda::Function'),
  check: (id, { resources }) =>
    ['Errors', 'Throttles', 'Duration']
      .filter((metric) => !isAlarmed(resources, id, 'AWS/Lambda', metric))
      .map((metric) => `no alarm on ${metric}`),
};

export const costAlarm: Rule = {
  id: 'cost-alarm',
  title: 'What every function costs is watched by the minute',
  reason:
    'A budget notices a loop a day later. By then one function has cost what the whole fleet costs in months.',
  source: 'docs/cost-metrics.md',
  remedy:
    'The plugin adds it to functions that have POWERTOOLS_SERVICE_NAME and STAGE in their environment, as provider.yml gives them.',
  severity: 'error',
  setting: 'environment',
  appliesTo: all('AWS::Lambda::Function'),
  check: (id, { resources }) =>
    unless(isAlarmed(resources, id, 'Acado/Cost', 'EstimatedCost'), 'no alarm on its cost'),
};

export const deadLetterAlarm: Rule = {
  id: 'dead-letter-alarm',
  title: 'A message in a dead-letter queue raises an alarm',
  reason: 'A dead letter is work that nobody does any more; after 14 days it is gone.',
  source: bestPractice,
  remedy: pluginAddsIt,
  severity: 'error',
  appliesTo: ({ resources }) => deadLetterQueues(resources),
  check: (id, { resources }) =>
    unless(
      isAlarmed(resources, id, 'AWS/SQS', 'ApproximateNumberOfMessagesVisible'),
      'no alarm on its depth',
    ),
};

export const queueAgeAlarm: Rule = {
  id: 'queue-age-alarm',
  title: 'The age of the oldest message of a queue that a function reads is watched',
  reason:
    'A consumer that is too slow fails nowhere: only the age of what waits tells that it does not keep up.',
  source: bestPractice,
  remedy: pluginAddsIt,
  severity: 'error',
  appliesTo: ({ resources }) => consumerQueues(resources).map(({ queueId }) => queueId),
  check: (id, { resources }) =>
    unless(
      isAlarmed(resources, id, 'AWS/SQS', 'ApproximateAgeOfOldestMessage'),
      'no alarm on the age of its oldest message',
    ),
};

/** REST APIs are measured by their names, HTTP APIs by their ids. */
const hasServerErrorsAlarm = (resources: Resources, id: string): boolean =>
  isAlarmed(resources, id, 'AWS/ApiGateway', '5xx') ||
  resourcesOf(resources, 'AWS::CloudWatch::Alarm').some(
    ([, { Properties }]) =>
      Properties?.MetricName === '5XXError' &&
      [Properties.Dimensions]
        .flat()
        .some((dimension) => at(dimension, 'Value') === resources[id]?.Properties?.Name),
  );

export const apiAlarm: Rule = {
  id: 'api-alarm',
  title: 'Answers of 5xx raise an alarm',
  reason:
    'A handler that answers 500 is no error to Lambda: the alarms of the function stay silent.',
  source: bestPractice,
  remedy: pluginAddsIt,
  severity: 'error',
  appliesTo: all('AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::RestApi'),
  check: (id, { resources }) =>
    unless(hasServerErrorsAlarm(resources, id), 'no alarm on answers of 5xx'),
};
