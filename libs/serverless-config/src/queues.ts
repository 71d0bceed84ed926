import { at, logicalIdOf, resourcesOf, type Resources } from './template.ts';

/** A queue that a function of the same stack reads. */
export type ConsumerQueue = {
  queueId: string;
  functionId: string;
  /** Seconds of the function. */
  timeout: number;
  /** Seconds the poller may wait to fill a batch. */
  batchingWindow: number;
};

/**
 * The queues of a stack that trigger one of its functions.
 *
 * @example
 * consumerQueues(template.Resources); // [{ queueId: 'OrdersQueue', functionId: '…', timeout: 30, batchingWindow: 1 }]
 */
export const consumerQueues = (resources: Resources): ConsumerQueue[] =>
  resourcesOf(resources, 'AWS::Lambda::EventSourceMapping').flatMap(([, mapping]) => {
    const queueId = logicalIdOf(mapping.Properties?.EventSourceArn);
    const functionId = logicalIdOf(mapping.Properties?.FunctionName);
    if (!queueId || !functionId || resources[queueId]?.Type !== 'AWS::SQS::Queue') return [];
    const timeout = Number(resources[functionId]?.Properties?.Timeout ?? 3);
    const batchingWindow = Number(mapping.Properties?.MaximumBatchingWindowInSeconds ?? 0);
    return [{ queueId, functionId, timeout, batchingWindow }];
  });

/**
 * How long a message must stay hidden while a function works on it: AWS advises six times the
 * function's timeout plus the batching window, so that a throttled invoke is retried in time.
 *
 * @returns seconds
 * @example
 * visibilityTimeout({ timeout: 30, batchingWindow: 1 }); // 181
 */
export const visibilityTimeout = ({
  timeout,
  batchingWindow,
}: Pick<ConsumerQueue, 'timeout' | 'batchingWindow'>): number => 6 * timeout + batchingWindow;

/** Gives every queue that triggers a function its visibility timeout, unless it declares one. */
export const setVisibilityTimeouts = (resources: Resources): void => {
  for (const consumer of consumerQueues(resources)) {
    const properties = (resources[consumer.queueId]!.Properties ??= {});
    properties.VisibilityTimeout ??= visibilityTimeout(consumer);
  }
};

/**
 * The queues of a stack in which undeliverable or failed messages end: the redrive target of a
 * queue, the dead-letter queue of a rule target or of a function, a failure destination.
 *
 * @example
 * deadLetterQueues(template.Resources); // ['OrdersDeadLetterQueue', 'OrdersRuleDeadLetterQueue']
 */
export const deadLetterQueues = (resources: Resources): string[] => {
  const targets = Object.values(resources).flatMap(({ Properties }) => [
    at(Properties, 'RedrivePolicy', 'deadLetterTargetArn'),
    at(Properties, 'DeadLetterConfig', 'TargetArn'),
    at(Properties, 'DestinationConfig', 'OnFailure', 'Destination'),
    ...[Properties?.Targets].flat().map((target) => at(target, 'DeadLetterConfig', 'Arn')),
  ]);
  const ids = targets.map(logicalIdOf).filter((id) => id !== undefined);
  return [...new Set(ids)].filter((id) => resources[id]?.Type === 'AWS::SQS::Queue');
};
