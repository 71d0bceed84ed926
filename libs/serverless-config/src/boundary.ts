import { resourcesOf, type Resources } from './template.ts';

const POLICY_ARN = /^arn:[\w-]+:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/;

/**
 * Caps every role of the stack, whoever made it, with a permissions boundary; one that a role has stays.
 *
 * @param arn of a managed policy; empty: roles are left as they are
 * @throws when it is no ARN of a policy
 * @example
 * setPermissionsBoundary(template.Resources, 'arn:aws:iam::123456789012:policy/acado-dev-boundary');
 */
export const setPermissionsBoundary = (resources: Resources, arn: string): void => {
  if (arn === '') return;
  if (!POLICY_ARN.test(arn))
    throw new Error(
      `The stage parameter permissionsBoundary is no ARN of an IAM policy: "${arn}" (expected arn:aws:iam::<account>:policy/<name>)`,
    );
  for (const [, role] of resourcesOf(resources, 'AWS::IAM::Role'))
    (role.Properties ??= {}).PermissionsBoundary ??= arn;
};
