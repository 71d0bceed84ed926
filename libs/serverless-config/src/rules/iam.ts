import { at, logicalIdOf, resourcesOf } from '../template.ts';
import { all, type Rule } from './rule.ts';

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

/** A policy that AWS maintains: of all resources, and of more actions each year. */
const AWS_POLICY = /:iam::aws:policy\/(.+)$/;

const statementProblems = (statement: unknown): string[] => {
  // The more it denies the better.
  if (at(statement, 'Effect') === 'Deny') return [];
  const actions = listOf(at(statement, 'Action')).map(String);
  const isLogDelivery = actions.every((action) => LOG_DELIVERY.test(action));
  const wildResources = listOf(at(statement, 'Resource'))
    .map(asText)
    .filter((resource) => isWildcard(resource) && !isLogDelivery);
  return [
    ...actions
      .filter((action) => action.includes('*'))
      .map((action) => `wildcard action ${action}`),
    ...wildResources.map((resource) => `wildcard resource ${resource} for ${actions.join()}`),
    ...(at(statement, 'NotAction') || at(statement, 'NotResource')
      ? ['NotAction and NotResource allow what nobody listed']
      : []),
  ];
};

export const noWildcards: Rule = {
  id: 'no-wildcards',
  title: 'Policies name actions and resources',
  reason:
    'What a function may do is what somebody can do who gets it to run their code. A wildcard grows with every new action and resource.',
  source:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
  remedy:
    'List the actions, and the ARN of each resource. Wildcards may stand below a named one: keys of a bucket, indexes of a table, executions of a state machine, functions of one prefix.',
  severity: 'error',
  setting: 'iamRoleStatements',
  appliesTo: all('AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'),
  check: (id, { resources }) => {
    const { Properties } = resources[id]!;
    return [
      ...[Properties, ...listOf(Properties?.Policies)]
        .flatMap((policy) => listOf(at(policy, 'PolicyDocument', 'Statement')))
        .flatMap(statementProblems),
      ...listOf(Properties?.ManagedPolicyArns)
        .flatMap((arn) => AWS_POLICY.exec(asText(arn))?.[1] ?? [])
        .map((name) => `AWS's policy ${name} is made for everybody`),
    ];
  },
};

export const ownRole: Rule = {
  id: 'own-role',
  title: 'Every function has a role of its own',
  reason: 'With a shared role every function may do what any of them needs.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  remedy: 'Leave role and provider.iam out: the plugin makes a role of iamRoleStatements.',
  severity: 'error',
  setting: 'role',
  appliesTo: all('AWS::Lambda::Function'),
  check: (id, { resources }) => {
    const roleId = logicalIdOf(resources[id]?.Properties?.Role);
    if (!roleId || !resources[roleId]) return ['its role is not in the stack'];
    const users = resourcesOf(resources, 'AWS::Lambda::Function').filter(
      ([, { Properties }]) => logicalIdOf(Properties?.Role) === roleId,
    );
    return users.length > 1 ? [`shares ${roleId}`] : [];
  },
};

/** The framework's name for the role that all functions share unless they have their own. */
const SHARED = 'IamRoleLambdaExecution';

export const noSharedRole: Rule = {
  id: 'no-shared-role',
  title: 'There is no role for nobody in particular',
  reason:
    'The framework makes one as soon as a single function has no role, with the rights of all.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html',
  remedy: 'Leave provider.iam out, and permissions to iamRoleStatements.',
  severity: 'error',
  appliesTo: all('AWS::IAM::Role'),
  check: (id) => (id === SHARED ? ['a shared role'] : []),
};
