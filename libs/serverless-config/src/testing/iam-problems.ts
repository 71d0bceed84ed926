import { at, resourcesOf, type Resources } from '../template.ts';

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());

/** A resource as far as it is known before deployment; references become `?`. */
const asText = (resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const sub = [at(resource, 'Fn::Sub')].flat()[0];
  if (typeof sub === 'string') return sub.replaceAll(/\$\{[^}]*\}/g, '?');
  const join = at(resource, 'Fn::Join');
  if (Array.isArray(join)) return listOf(join[1]).map(asText).join(String(join[0]));
  return '?';
};

/**
 * Below a resource that is named, a wildcard is fine: keys of a bucket, indexes of a table, executions of a state
 * machine; and functions that are named by a prefix.
 */
const NAMED = [
  /^(arn:[^:]*:s3:::[^*/]+|\?)[/:]/,
  /^arn:[^*]+\/index\/\*$/,
  /^arn:[^*]+:execution:[^*]+:\*$/,
  /^arn:[^*]+:function:[\w?-]{3,}\*/,
];

const isWildcard = (resource: string): boolean =>
  resource.includes('*') && !NAMED.some((named) => named.test(resource));

/** How state machines get at their logs; IAM knows no resource to name for it. */
const LOG_DELIVERY =
  /^logs:((Create|Delete|Get|List|Update)LogDeliver(y|ies)|DescribeLogGroups|(Describe|Put)ResourcePolic(y|ies))$/;

/** What is wrong with the policies of the roles of a stack. */
export const iamProblems = (resources: Resources): string[] =>
  resourcesOf(resources, 'AWS::IAM::Role').flatMap(([roleId, role]) =>
    listOf(role.Properties?.Policies)
      .flatMap((policy) => listOf(at(policy, 'PolicyDocument', 'Statement')))
      .flatMap((statement) => {
        const actions = listOf(at(statement, 'Action')).map(String);
        const isLogDelivery = actions.every((action) => LOG_DELIVERY.test(action));
        const wildResources = listOf(at(statement, 'Resource'))
          .map(asText)
          .filter((resource) => isWildcard(resource) && !isLogDelivery);
        return [
          ...actions.filter((a) => a.includes('*')).map((a) => `${roleId}: wildcard action ${a}`),
          ...wildResources.map((r) => `${roleId}: wildcard resource ${r} for ${actions.join()}`),
          ...(at(statement, 'NotAction') || at(statement, 'NotResource')
            ? [`${roleId}: NotAction and NotResource allow what nobody listed`]
            : []),
        ];
      }),
  );
