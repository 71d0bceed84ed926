import { at, logicalIdOf, type Resource, resourcesOf, type Resources } from '../template.ts';

/** The targets of a rule, or the one of a schedule. */
export const targetsOf = (resource: Resource | undefined): unknown[] =>
  [resource?.Properties?.Targets ?? resource?.Properties?.Target ?? []].flat();

const isFunction = (resources: Resources, id: string | undefined): id is string =>
  id !== undefined && resources[id]?.Type === 'AWS::Lambda::Function';

/** The settings of asynchronous invocations of a function. */
const invokeConfigsOf = (resources: Resources, functionId: string) =>
  resourcesOf(resources, 'AWS::Lambda::EventInvokeConfig').filter(
    ([, { Properties }]) =>
      logicalIdOf(Properties?.FunctionName) === functionId ||
      Properties?.FunctionName === resources[functionId]?.Properties?.FunctionName,
  );

/**
 * The functions of a stack that others push events to, as many at once as there are: event rules with a pattern, SNS
 * topics, buckets.
 *
 * @example
 * pushedFunctions(template.Resources); // ['CleanUpRunLambdaFunction']
 */
export const pushedFunctions = (resources: Resources): string[] => {
  const targets = [
    ...resourcesOf(resources, 'AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties?.EventPattern !== undefined)
      .flatMap(([, rule]) => targetsOf(rule))
      .map((target) => at(target, 'Arn')),
    ...resourcesOf(resources, 'AWS::SNS::Subscription')
      .filter(([, { Properties }]) => Properties?.Protocol === 'lambda')
      .map(([, { Properties }]) => Properties?.Endpoint),
    ...resourcesOf(resources, 'AWS::SNS::Topic')
      .flatMap(([, { Properties }]) => [Properties?.Subscription ?? []].flat())
      .filter((subscription) => at(subscription, 'Protocol') === 'lambda')
      .map((subscription) => at(subscription, 'Endpoint')),
    ...resourcesOf(resources, 'AWS::S3::Bucket')
      .flatMap(([, { Properties }]) =>
        [at(Properties, 'NotificationConfiguration', 'LambdaConfigurations') ?? []].flat(),
      )
      .map((configuration) => at(configuration, 'Function')),
  ];
  const ids = targets.map(logicalIdOf).filter((id) => isFunction(resources, id));
  return [...new Set(ids)];
};

/** Whether what a function failed on asynchronously goes to a failure destination or a dead-letter queue. */
export const keepsFailures = (resources: Resources, functionId: string | undefined): boolean =>
  isFunction(resources, functionId) &&
  (at(resources[functionId]?.Properties, 'DeadLetterConfig', 'TargetArn') !== undefined ||
    invokeConfigsOf(resources, functionId).some(
      ([, { Properties }]) =>
        at(Properties, 'DestinationConfig', 'OnFailure', 'Destination') !== undefined,
    ));
