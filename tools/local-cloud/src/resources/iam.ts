import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { unknownConditions } from '../iam/conditions.ts';
import { policyDocumentSchema } from '../iam/policy-document.ts';
import { type Iam, type PolicyStatement } from '../iam/types.ts';
import { defineResource, type ResourceHandler, type ResourcePlace } from './handler.ts';
import { physicalName } from './names.ts';
import { noEffect, TAGS_REASON } from './properties.ts';

/** AWS's own policies that a Serverless Framework role may name. */
const MANAGED_POLICIES: Record<string, PolicyStatement> = {
  'service-role/AWSLambdaBasicExecutionRole': {
    Effect: 'Allow',
    Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: '*',
  },
  'service-role/AWSLambdaSQSQueueExecutionRole': {
    Effect: 'Allow',
    Action: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ],
    Resource: '*',
  },
};

/** Roles with their inline policies, and policies attached to roles from outside. */
export const iamHandlers = ({ accountId, report }: CloudContext, iam: Iam): ResourceHandler[] => {
  const roles = new Map<string, { arn: string; inline: PolicyStatement[] }>();
  /** Statements by the policy's id, then by role name. */
  const attached = new Map<string, { roleNames: string[]; statements: PolicyStatement[] }>();

  const refresh = (roleName: string): void => {
    const role = roles.get(roleName);
    if (!role) return;
    const outside = [...attached.values()]
      .filter(({ roleNames }) => roleNames.includes(roleName))
      .flatMap(({ statements }) => statements);
    iam.putRole(role.arn, [...role.inline, ...outside]);
  };

  const warn = ({ stack, logicalId }: ResourcePlace, message: string): void =>
    report('warn', stack.stackName, `${logicalId}: ${message}`);

  const reportConditions = (statements: PolicyStatement[], place: ResourcePlace): void => {
    for (const condition of statements.flatMap((statement) => unknownConditions(statement)))
      warn(place, `the IAM condition ${condition} can't be checked here and counts as met`);
  };

  const managed = (arn: string, place: ResourcePlace): PolicyStatement[] => {
    const statement = MANAGED_POLICIES[arn.split(':policy/').at(-1) ?? ''];
    if (!statement) warn(place, `the managed policy ${arn} is not known here and grants nothing`);
    return statement ? [statement] : [];
  };

  const role = defineResource({
    type: 'AWS::IAM::Role',
    properties: z.strictObject({
      RoleName: z.string().optional(),
      Path: z.string().default('/'),
      Policies: z
        .array(z.strictObject({ PolicyName: z.string(), PolicyDocument: policyDocumentSchema }))
        .default([]),
      ManagedPolicyArns: z.array(z.string()).default([]),
      AssumeRolePolicyDocument: noEffect('the cloud itself hands out the roles of functions'),
      Description: noEffect('a description'),
      MaxSessionDuration: noEffect('credentials do not expire here'),
      Tags: noEffect(TAGS_REASON),
    }),
    put: ({ RoleName, Path, Policies, ManagedPolicyArns }, place) => {
      const name = RoleName ?? physicalName(place);
      const arn = `arn:aws:iam::${accountId}:role${Path}${name}`;
      const inline = [
        ...Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
        ...ManagedPolicyArns.flatMap((policyArn) => managed(policyArn, place)),
      ];
      reportConditions(inline, place);
      roles.set(name, { arn, inline });
      refresh(name);
      return {
        physicalId: name,
        attributes: { Arn: arn, RoleId: `AROA${name.toUpperCase().slice(0, 17)}` },
      };
    },
    remove: (name) => {
      const arn = roles.get(name)?.arn;
      roles.delete(name);
      if (arn) iam.removeRole(arn);
    },
  });

  const policyProperties = z.strictObject({
    PolicyName: z.string().optional(),
    ManagedPolicyName: z.string().optional(),
    PolicyDocument: policyDocumentSchema,
    Roles: z.array(z.string()).default([]),
    Description: noEffect('a description'),
    Path: noEffect('part of an ARN that nothing names'),
  });
  const policy = (type: string) =>
    defineResource({
      type,
      properties: policyProperties,
      put: ({ PolicyDocument, Roles }, place) => {
        const physicalId = physicalName(place, 128);
        const before = attached.get(physicalId)?.roleNames ?? [];
        reportConditions(PolicyDocument.Statement, place);
        attached.set(physicalId, { roleNames: Roles, statements: PolicyDocument.Statement });
        for (const name of new Set([...before, ...Roles])) refresh(name);
        return { physicalId, attributes: { Id: physicalId } };
      },
      remove: (physicalId) => {
        const before = attached.get(physicalId)?.roleNames ?? [];
        attached.delete(physicalId);
        before.forEach(refresh);
      },
    });

  return [role, policy('AWS::IAM::Policy'), policy('AWS::IAM::ManagedPolicy')];
};
