import { deadLetterQueues, consumerQueues } from '../queues.ts';
import { at, logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { keepsFailures, pushedFunctions, targetsOf } from './invocations.ts';
import { type Rule, unless } from './rule.ts';

const FOURTEEN_DAYS = 1_209_600;

const isQueue = (resources: Resources, arn: unknown): boolean =>
  resources[logicalIdOf(arn) ?? '']?.Type === 'AWS::SQS::Queue';

/** Rules with a schedule, and schedules. */
const schedules = (resources: Resources): string[] => [
  ...resourcesOf(resources, 'AWS::Events::Rule')
    .filter(([, { Properties }]) => Properties?.ScheduleExpression !== undefined)
    .map(([id]) => id),
  ...resourcesOf(resources, 'AWS::Scheduler::Schedule').map(([id]) => id),
];

export const queueDeadLetters: Rule = {
  id: 'queue-dead-letters',
  title: 'A queue that a function reads has a dead-letter queue',
  reason:
    'A message that always fails is delivered again until it expires: it costs an invocation each time, and in the end it is gone without anybody having seen it.',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  remedy: 'Give the queue a RedrivePolicy whose deadLetterTargetArn is a queue of the same stack.',
  severity: 'error',
  setting: 'RedrivePolicy',
  appliesTo: ({ resources }) => consumerQueues(resources).map(({ queueId }) => queueId),
  check: (id, { resources }) =>
    unless(
      isQueue(resources, at(resources[id]?.Properties, 'RedrivePolicy', 'deadLetterTargetArn')),
      'no dead-letter queue in this stack',
    ),
};

export const targetDeadLetters: Rule = {
  id: 'target-dead-letters',
  title: 'Every target of an event rule has a dead-letter queue',
  reason:
    'EventBridge drops an event that it could not deliver for 24 hours, or at once where the target is missing or refuses it.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  remedy:
    'Give the target a DeadLetterConfig (an eventBridge event a deadLetterQueueArn) with the ARN of a queue that the rule may send to.',
  severity: 'error',
  setting: 'Targets',
  appliesTo: ({ resources }) =>
    resourcesOf(resources, 'AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties?.EventPattern !== undefined)
      .map(([id]) => id),
  check: (id, { resources }) =>
    targetsOf(resources[id])
      .filter((target) => at(target, 'DeadLetterConfig', 'Arn') === undefined)
      .map((target) => `target ${String(at(target, 'Id'))} has no dead-letter queue`),
};

export const scheduleDeadLetters: Rule = {
  id: 'schedule-dead-letters',
  title: 'What a schedule could not get done is kept',
  reason:
    'A scheduled run that fails, or that cannot be started, is otherwise known only from a gap in the logs.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
  remedy:
    'Give the function a failure destination (destinations.onFailure), or the target of the schedule a DeadLetterConfig. Exempt it where the next run makes up for a lost one.',
  severity: 'error',
  appliesTo: ({ resources }) => schedules(resources),
  check: (id, { resources }) =>
    targetsOf(resources[id])
      .filter(
        (target) =>
          at(target, 'DeadLetterConfig', 'Arn') === undefined &&
          !keepsFailures(resources, logicalIdOf(at(target, 'Arn'))),
      )
      .map(() => 'a run that fails leaves nothing behind'),
};

export const asyncDeadLetters: Rule = {
  id: 'async-dead-letters',
  title: 'A function that is invoked asynchronously keeps the events it failed on',
  reason:
    'Nobody waits for the answer of an asynchronous invocation: after two retries Lambda drops the event.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  remedy: 'Give the function a failure destination: destinations.onFailure.',
  severity: 'error',
  setting: 'destinations',
  appliesTo: ({ resources }) => pushedFunctions(resources),
  check: (id, { resources }) =>
    unless(keepsFailures(resources, id), 'an event that it fails on three times is lost'),
};

export const deadLetterRetention: Rule = {
  id: 'dead-letter-retention',
  title: 'A dead-letter queue keeps its messages for 14 days',
  reason:
    'A message keeps the age it had in the queue it comes from, so what failed for days is dropped sooner than the retention says.',
  source:
    'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
  remedy: 'Set MessageRetentionPeriod: 1209600, the most there is.',
  severity: 'error',
  setting: 'MessageRetentionPeriod',
  appliesTo: ({ resources }) => deadLetterQueues(resources),
  check: (id, { resources }) =>
    unless(
      Number(resources[id]?.Properties?.MessageRetentionPeriod) === FOURTEEN_DAYS,
      'keeps dead letters for less than 14 days',
    ),
};
