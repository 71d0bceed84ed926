import { at, logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { queueMappings } from './consumers.ts';
import { pushedFunctions } from './invocations.ts';
import { all, type Rule, unless } from './rule.ts';

export const queueConcurrency: Rule = {
  id: 'queue-concurrency',
  title: 'Readers of a queue are no more than what they call can take',
  reason:
    'Lambda reads a backlog with up to 1,250 functions at once. What is behind them is overrun just when it has most to catch up with, and other functions are throttled. The queue waits at no cost.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  remedy: 'Set maximumConcurrency on the sqs event; 2 is the least.',
  severity: 'error',
  setting: 'events',
  appliesTo: ({ resources }) => queueMappings(resources),
  check: (id, { resources }) =>
    unless(
      at(resources[id]?.Properties, 'ScalingConfig', 'MaximumConcurrency') !== undefined ||
        isReserved(resources, logicalIdOf(resources[id]?.Properties?.FunctionName)),
      'its concurrency is not capped',
    ),
};

const isReserved = (resources: Resources, functionId: string | undefined): boolean =>
  resources[functionId ?? '']?.Properties?.ReservedConcurrentExecutions !== undefined;

export const pushConcurrency: Rule = {
  id: 'push-concurrency',
  title: 'A function that is pushed events has reserved concurrency',
  reason:
    'Event rules, topics and buckets invoke once per event, as many at once as there are: a flood of them takes the concurrency of the whole account.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
  remedy:
    'Put a queue between, or set reservedConcurrency on the function. Exempt it where events are few by their nature.',
  severity: 'error',
  setting: 'events',
  appliesTo: ({ resources }) => pushedFunctions(resources),
  check: (id, { resources }) =>
    unless(isReserved(resources, id), 'as many run at once as there are events'),
};

const isThrottled = (resources: Resources, id: string): boolean => {
  const stages = resourcesOf(resources, 'AWS::ApiGatewayV2::Stage').filter(
    ([, { Properties }]) => logicalIdOf(Properties?.ApiId) === id,
  );
  return stages.every(
    ([, { Properties }]) =>
      at(Properties, 'DefaultRouteSettings', 'ThrottlingRateLimit') !== undefined,
  );
};

/** By the settings of its stage, or of its deployment, which makes the stage where there is no resource for it. */
const isRestThrottled = (resources: Resources, id: string): boolean =>
  ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment']
    .flatMap((type) => resourcesOf(resources, type))
    .filter(([, { Properties }]) => logicalIdOf(Properties?.RestApiId) === id)
    .flatMap(([, { Properties }]) => [
      Properties?.MethodSettings,
      at(Properties, 'StageDescription', 'MethodSettings'),
    ])
    .flat()
    .some((settings) => at(settings, 'ThrottlingRateLimit') !== undefined);

export const apiThrottled: Rule = {
  id: 'api-throttled',
  title: 'Requests to an API are limited',
  reason:
    'One client can otherwise use up the request rate that all APIs of the account share, and the concurrency behind it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html',
  remedy:
    'The plugin limits HTTP APIs by the stage parameters httpRateLimit and httpBurstLimit. Give a REST API MethodSettings with a ThrottlingRateLimit.',
  severity: 'error',
  appliesTo: all('AWS::ApiGatewayV2::Api', 'AWS::ApiGateway::RestApi'),
  check: (id, { resources }) =>
    unless(
      resources[id]?.Type === 'AWS::ApiGateway::RestApi'
        ? isRestThrottled(resources, id)
        : isThrottled(resources, id),
      "one client can use up the account's request rate",
    ),
};
