import { allow, ROLES, type Statement } from './statement.ts';

/**
 * Making the roles of functions: only below the boundary, and only for the services that take them. Nothing takes the
 * boundary away, and none of these names is one of GitHub's own roles, so no deployment can give itself more.
 *
 * @param boundary The boundary's ARN.
 */
export const functionRoles = (boundary: unknown): Statement[] => [
  allow(
    'iam',
    'AttachRolePolicy CreateRole DetachRolePolicy PutRolePermissionsBoundary PutRolePolicy',
    [ROLES],
    {
      StringEquals: { 'iam:PermissionsBoundary': boundary },
    },
  ),
  allow(
    'iam',
    `DeleteRole DeleteRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies ListRolePolicies
     TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription`,
    [ROLES],
  ),
  allow('iam', 'PassRole', [ROLES], {
    StringEquals: {
      'iam:PassedToService': [
        'events.amazonaws.com',
        'lambda.amazonaws.com',
        'scheduler.amazonaws.com',
        'states.amazonaws.com',
      ],
    },
  }),
  // API Gateway makes its own with the first API of an account.
  {
    ...allow('iam', 'CreateServiceLinkedRole', [
      {
        'Fn::Sub':
          'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/ops.apigateway.amazonaws.com/*',
      },
    ]),
    Condition: { StringEquals: { 'iam:AWSServiceName': 'ops.apigateway.amazonaws.com' } },
  },
];
