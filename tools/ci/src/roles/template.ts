import { boundary } from './boundary.ts';
import { changes } from './changes.ts';
import { costs } from './costs.ts';
import { dataDeletions, deletions, emptying } from './deletions.ts';
import { functionRoles } from './function-roles.ts';
import { moreChanges } from './more-changes.ts';
import { deployments, stacks } from './stacks.ts';
import type { Statement } from './statement.ts';
import { tuning } from './tuning.ts';

const ISSUER = 'token.actions.githubusercontent.com';
const HOUR = 3600;

const document = (Statement: unknown[]) => ({ Version: '2012-10-17', Statement });

const policy = (name: string, statements: Statement[]) => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: {
    ManagedPolicyName: { 'Fn::Sub': `ci-acado-\${Stage}-${name}` },
    PolicyDocument: document(withCut(statements)),
  },
});

/** Resolves `${Cut}`, which is no parameter but looked up by the stage. */
const withCut = (statements: Statement[]): unknown[] =>
  JSON.parse(JSON.stringify(statements), (_key, value: unknown) => {
    const sub =
      typeof value === 'object' && value !== null && 'Fn::Sub' in value && value['Fn::Sub'];
    return typeof sub === 'string' && sub.includes('${Cut}')
      ? { 'Fn::Sub': [sub, { Cut: { 'Fn::FindInMap': ['Cut', 'Stage', { Ref: 'Stage' }] } }] }
      : value;
  }) as unknown[];

interface RoleOptions {
  /** Logical ids of managed policies. */
  policies: string[];
  own?: Statement[];
  /** A policy where the stage's data may be deleted. */
  conditional?: { condition: string; statements: Statement[] };
  hours: number;
}

/** A role for the jobs of one environment of one repository, and nobody else. */
const role = (name: string, { policies, own = [], conditional, hours }: RoleOptions) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: { 'Fn::Sub': `ci-acado-\${Stage}-${name}` },
    MaxSessionDuration: hours * HOUR,
    AssumeRolePolicyDocument: document([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: {
          Federated: {
            'Fn::If': ['NoProvider', { Ref: 'OidcProvider' }, { Ref: 'OidcProviderArn' }],
          },
        },
        Condition: {
          StringEquals: {
            [`${ISSUER}:aud`]: 'sts.amazonaws.com',
            // Whether or not the environment is protected as it should be.
            [`${ISSUER}:ref`]: 'refs/heads/main',
            [`${ISSUER}:sub`]: { 'Fn::Sub': 'repo:${Repository}:environment:${Stage}' },
          },
        },
      },
    ]),
    ManagedPolicyArns: policies.map((Ref) => ({ Ref })),
    Policies: [
      ...(own.length > 0 ? [{ PolicyName: name, PolicyDocument: document(withCut(own)) }] : []),
      ...(conditional
        ? [
            {
              'Fn::If': [
                conditional.condition,
                { PolicyName: 'data', PolicyDocument: document(withCut(conditional.statements)) },
                { Ref: 'AWS::NoValue' },
              ],
            },
          ]
        : []),
    ],
  },
});

const DEPLOYING = [
  'StacksPolicy',
  'ChangesPolicy',
  'MoreChangesPolicy',
  'DeletionsPolicy',
  'FunctionRolesPolicy',
];
const data = { condition: 'MayDeleteData', statements: dataDeletions };

/** The CloudFormation template of one environment's roles. */
export const rolesTemplate = {
  AWSTemplateFormatVersion: '2010-09-09',
  Description:
    'Roles of GitHub Actions for one environment of Acado, and the boundary of what is deployed to it',
  Parameters: {
    Stage: { Type: 'String', AllowedValues: ['dev', 'staging', 'prod'] },
    Repository: {
      Type: 'String',
      AllowedPattern: '[\\w.-]+(@\\d+)?/[\\w.-]+(@\\d+)?',
      Description:
        'owner/name, or owner@id/name@id where the OIDC subjects of the repository are immutable',
    },
    OidcProviderArn: {
      Type: 'String',
      Default: '',
      Description: "GitHub's OIDC provider where the account has it already; empty: it is created",
    },
  },
  // CloudFormation cuts the names of deployment buckets: of the stack's name 24 characters are left.
  Mappings: { Cut: { Stage: { dev: 'de', staging: 'st', prod: 'pr' } } },
  Conditions: {
    NoProvider: { 'Fn::Equals': [{ Ref: 'OidcProviderArn' }, ''] },
    // A deployment that would delete tables or buckets of prod fails: it takes a removal to do that.
    MayDeleteData: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] }] },
  },
  Resources: {
    OidcProvider: {
      Type: 'AWS::IAM::OIDCProvider',
      Condition: 'NoProvider',
      // Other stages' roles may trust it, too.
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Url: `https://${ISSUER}`, ClientIdList: ['sts.amazonaws.com'] },
    },
    Boundary: policy('boundary', boundary),
    StacksPolicy: policy('stacks', stacks),
    ChangesPolicy: policy('changes', changes),
    MoreChangesPolicy: policy('more-changes', [...deployments, ...moreChanges]),
    DeletionsPolicy: policy('deletions', deletions),
    FunctionRolesPolicy: policy('function-roles', functionRoles({ Ref: 'Boundary' })),
    DeployRole: role('deploy', { policies: DEPLOYING, conditional: data, hours: 2 }),
    TuneRole: role('tune', { policies: DEPLOYING, own: tuning, hours: 3 }),
    RemoveRole: role('remove', {
      policies: ['StacksPolicy', 'DeletionsPolicy'],
      own: [...dataDeletions, ...emptying],
      hours: 3,
    }),
    CostPolicy: policy('cost', costs),
  },
  Outputs: {
    DeployRole: { Description: 'AWS_DEPLOY_ROLE', Value: { 'Fn::GetAtt': ['DeployRole', 'Arn'] } },
    TuneRole: { Description: 'AWS_TUNE_ROLE', Value: { 'Fn::GetAtt': ['TuneRole', 'Arn'] } },
    RemoveRole: { Description: 'AWS_REMOVE_ROLE', Value: { 'Fn::GetAtt': ['RemoveRole', 'Arn'] } },
    CostPolicy: {
      Description: 'To attach to whoever runs npm run actual',
      Value: { Ref: 'CostPolicy' },
    },
    Boundary: { Description: 'AWS_BOUNDARY', Value: { Ref: 'Boundary' } },
  },
} as const;
