import { consumerQueues, deadLetterQueues, visibilityTimeout } from '../queues.ts';
import { at, logicalIdOf, type Resource, resourcesOf, type Resources } from '../template.ts';
import { isAlarmed } from './is-alarmed.ts';

const fourteenDays = 1_209_600;

const mappingProblems = (resources: Resources): string[] =>
  resourcesOf(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(([, mapping]) => {
      const source = logicalIdOf(mapping.Properties?.EventSourceArn);
      return source !== undefined && resources[source]?.Type === 'AWS::SQS::Queue';
    })
    .filter(
      ([, mapping]) =>
        ![mapping.Properties?.FunctionResponseTypes].flat().includes('ReportBatchItemFailures'),
    )
    .map(([id]) => `${id}: one bad message would retry its whole batch`);

const consumerProblems = (resources: Resources): string[] =>
  consumerQueues(resources).flatMap((consumer) => {
    const { queueId } = consumer;
    const properties = resources[queueId]?.Properties;
    const deadLetterQueue = logicalIdOf(at(properties, 'RedrivePolicy', 'deadLetterTargetArn'));
    const needed = visibilityTimeout(consumer);
    return [
      ...(deadLetterQueue && resources[deadLetterQueue]
        ? []
        : [`${queueId}: no dead-letter queue`]),
      ...(Number(properties?.VisibilityTimeout ?? 30) >= needed
        ? []
        : [`${queueId}: its visibility timeout is under ${needed} s`]),
      ...(isAlarmed(resources, queueId, 'AWS/SQS', 'ApproximateAgeOfOldestMessage')
        ? []
        : [`${queueId}: no alarm on the age of its oldest message`]),
    ];
  });

/** Whether a role lets its function send to a queue. */
const maySendTo = (queueId: string, role: Resource | undefined): boolean =>
  [role?.Properties?.Policies]
    .flat()
    .flatMap((policy) => at(policy, 'PolicyDocument', 'Statement'))
    .some(
      (statement) =>
        [at(statement, 'Action')].flat().includes('sqs:SendMessage') &&
        [at(statement, 'Resource')].flat().map(logicalIdOf).includes(queueId),
    );

/** After 16 times Lambda drops what a function sends to the queue that it reads, on purpose or not. */
const loopProblems = (resources: Resources): string[] =>
  consumerQueues(resources).flatMap(({ functionId, queueId }) => {
    const { Role, RecursiveLoop } = resources[functionId]?.Properties ?? {};
    const sendsBack = maySendTo(queueId, resources[logicalIdOf(Role) ?? '']);
    return sendsBack && RecursiveLoop !== 'Allow'
      ? [`${functionId}: Lambda takes what it sends back for a loop`]
      : [];
  });

const deadLetterProblems = (resources: Resources): string[] =>
  deadLetterQueues(resources).flatMap((id) => [
    ...(resources[id]?.Properties?.MessageRetentionPeriod === fourteenDays
      ? []
      : [`${id}: keeps dead letters for less than 14 days`]),
    ...(isAlarmed(resources, id, 'AWS/SQS', 'ApproximateNumberOfMessagesVisible')
      ? []
      : [`${id}: no alarm on its depth`]),
  ]);

const ruleProblems = (resources: Resources): string[] =>
  resourcesOf(resources, 'AWS::Events::Rule').flatMap(([id, rule]) =>
    [rule.Properties?.Targets]
      .flat()
      .filter((target) => !logicalIdOf(at(target, 'DeadLetterConfig', 'Arn')))
      .map((target) => `${id}: target ${String(at(target, 'Id'))} has no dead-letter queue`),
  );

/** What is wrong with the queues, event source mappings and rules of a stack. */
export const queueProblems = (resources: Resources): string[] => [
  ...mappingProblems(resources),
  ...consumerProblems(resources),
  ...loopProblems(resources),
  ...deadLetterProblems(resources),
  ...ruleProblems(resources),
];
