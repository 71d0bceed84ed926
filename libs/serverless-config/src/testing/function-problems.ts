import { logicalIdOf, resourcesOf, type Resources } from '../template.ts';
import { isAlarmed } from './is-alarmed.ts';

/** What is wrong with the functions of a stack: role, log group, alarms. */
export const functionProblems = (resources: Resources): string[] => {
  const functions = resourcesOf(resources, 'AWS::Lambda::Function');
  const roleOf = new Map(functions.map(([id, f]) => [id, logicalIdOf(f.Properties?.Role)]));
  const logGroups = resourcesOf(resources, 'AWS::Logs::LogGroup');

  const problems = functions.flatMap(([id, { Properties }]) => {
    const roleId = roleOf.get(id);
    const sharers = [...roleOf.values()].filter((other) => other === roleId).length;
    const hasLogGroup = logGroups.some(
      ([, group]) =>
        group.Properties?.LogGroupName === `/aws/lambda/${String(Properties?.FunctionName)}`,
    );
    return [
      ...(roleId && resources[roleId] ? [] : [`${id}: its role is not in the stack`]),
      ...(roleId && sharers > 1 ? [`${id}: shares ${roleId}`] : []),
      ...(hasLogGroup ? [] : [`${id}: no log group of its own`]),
      ...['Errors', 'Throttles', 'Duration']
        .filter((metric) => !isAlarmed(resources, id, 'AWS/Lambda', metric))
        .map((metric) => `${id}: no alarm on ${metric}`),
      ...(isAlarmed(resources, id, 'Acado/Cost', 'EstimatedCost')
        ? []
        : [`${id}: no alarm on its cost`]),
    ];
  });
  const unlimited = logGroups
    .filter(([, group]) => group.Properties?.RetentionInDays === undefined)
    .map(([id]) => `${id}: keeps its logs for ever`);
  const shared = resources.IamRoleLambdaExecution ? ['IamRoleLambdaExecution: a shared role'] : [];
  return [...problems, ...unlimited, ...shared];
};
