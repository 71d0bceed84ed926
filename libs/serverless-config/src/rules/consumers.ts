import { consumerQueues, visibilityTimeout } from '../queues.ts';
import { at, logicalIdOf, type Resource, resourcesOf, type Resources } from '../template.ts';
import { factsOf, type Rule, unless } from './rule.ts';

/** Event source mappings of queues. */
export const queueMappings = (resources: Resources): string[] =>
  resourcesOf(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => {
      const source = logicalIdOf(Properties?.EventSourceArn);
      const arn = Properties?.EventSourceArn;
      return source === undefined
        ? typeof arn === 'string' && arn.includes(':sqs:')
        : resources[source]?.Type === 'AWS::SQS::Queue';
    })
    .map(([id]) => id);

/** What makes the handler, as far as the file says it: a factory, or the beginning of a function. */
const HANDLER =
  /export (?:const handler\b[^=]*=\s*(\w+|\()|async function handler\b|function handler\b)/;
const OTHER_FACTORIES = ['createHttpHandler', 'createPlainHandler'];
const WRITTEN_HERE = [undefined, 'async', 'function', '('];

/** Whether a handler can be seen not to say which messages failed; what is made elsewhere cannot be seen. */
const reportsNothing = (source = ''): boolean => {
  const match = HANDLER.exec(source);
  if (!match) return false;
  const [, maker] = match;
  return (
    OTHER_FACTORIES.includes(maker!) ||
    (WRITTEN_HERE.includes(maker) && !/batchItemFailures|processPartialResponse/.test(source))
  );
};

export const partialBatchResponses: Rule = {
  id: 'partial-batch-responses',
  title: 'A function that reads a queue says which messages failed, and Lambda listens',
  reason:
    'Without both, one bad message makes its whole batch come again; with the one and not the other, messages that failed are deleted or those that succeeded repeated.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  remedy:
    'Set functionResponseType: ReportBatchItemFailures on the sqs event, and make the handler with createSqsHandler of @acado/powertools.',
  severity: 'error',
  setting: 'events',
  appliesTo: ({ resources }) => queueMappings(resources),
  check: (id, stack) => {
    const { FunctionName, FunctionResponseTypes } = stack.resources[id]?.Properties ?? {};
    const source = factsOf(logicalIdOf(FunctionName) ?? '', stack)?.source;
    if (![FunctionResponseTypes].flat().includes('ReportBatchItemFailures'))
      return ['one bad message would retry its whole batch'];
    return unless(
      !reportsNothing(source),
      'its handler is not made by createSqsHandler: failed messages would count as done',
    );
  },
};

export const visibilityTimeouts: Rule = {
  id: 'visibility-timeout',
  title: 'A message stays hidden for as long as a function may work on it',
  reason:
    "AWS advises six times the function's timeout plus the batching window: sooner, a message is delivered a second time while it is still being worked on or waits for a throttled invocation.",
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  remedy:
    'Leave VisibilityTimeout out, the plugin sets it; or raise it. It can be at most 43,200 s, which a function of up to 900 s never needs.',
  severity: 'error',
  setting: 'VisibilityTimeout',
  appliesTo: ({ resources }) => consumerQueues(resources).map(({ queueId }) => queueId),
  check: (id, { resources }) =>
    consumerQueues(resources)
      .filter(({ queueId }) => queueId === id)
      .map(visibilityTimeout)
      .filter((needed) => Number(resources[id]?.Properties?.VisibilityTimeout ?? 30) < needed)
      .map((needed) => `its visibility timeout is under ${needed} s`),
};

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

export const recursiveLoop: Rule = {
  id: 'recursive-loop',
  title: 'A function that sends to the queue it reads says so',
  reason:
    'After 16 times round Lambda takes it for a loop, stops it and drops the messages, on purpose or not.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
  remedy:
    'Set RecursiveLoop: Allow on the function (resources.extensions), and be sure that messages go round a limited number of times.',
  severity: 'error',
  setting: 'iamRoleStatements',
  appliesTo: ({ resources }) =>
    consumerQueues(resources)
      .filter(({ functionId, queueId }) => {
        const role = logicalIdOf(resources[functionId]?.Properties?.Role);
        return maySendTo(queueId, resources[role ?? '']);
      })
      .map(({ functionId }) => functionId),
  check: (id, { resources }) =>
    unless(
      resources[id]?.Properties?.RecursiveLoop === 'Allow',
      'Lambda takes what it sends back for a loop',
    ),
};
