import { at, logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { targetsOf } from '../rules/invocations.ts';

/**
 * The function that a resource was made for by the framework or by the plugin: its role, log group, event source
 * mapping, schedule, permissions. What the function is exempt from, they are too.
 *
 * @example
 * ownerOf('GetOrderRole', template.Resources); // 'GetOrderLambdaFunction'
 */
export const ownerOf = (id: string, resources: Resources): string | undefined => {
  const resource = resources[id];
  if (!resource) return undefined;
  const properties = resource.Properties;
  const functions = resourcesOf(resources, 'AWS::Lambda::Function');
  switch (resource.Type) {
    case 'AWS::IAM::Role': {
      const users = functions.filter(([, f]) => logicalIdOf(f.Properties?.Role) === id);
      return users.length === 1 ? users[0]![0] : undefined;
    }
    case 'AWS::Logs::LogGroup':
      return functions.find(
        ([, f]) => properties?.LogGroupName === `/aws/lambda/${String(f.Properties?.FunctionName)}`,
      )?.[0];
    case 'AWS::Lambda::EventSourceMapping':
    case 'AWS::Lambda::Permission':
    case 'AWS::Lambda::Url':
      return logicalIdOf(properties?.FunctionName ?? properties?.TargetFunctionArn);
    case 'AWS::Events::Rule':
    case 'AWS::Scheduler::Schedule': {
      const [target, ...others] = targetsOf(resource).map((each) => logicalIdOf(at(each, 'Arn')));
      const isFunction = resources[target ?? '']?.Type === 'AWS::Lambda::Function';
      return others.length === 0 && isFunction ? target : undefined;
    }
    default:
      return undefined;
  }
};
