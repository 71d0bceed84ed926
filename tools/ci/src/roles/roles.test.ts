import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { root } from '../lint/files.ts';
import { rolesTemplate } from './template.ts';
import { allows, BOUNDARY, resolved, statementsOf } from './testing/evaluate.ts';

const { actions } = z
  .object({ actions: z.record(z.string(), z.array(z.string())) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'service-authorization.json'), 'utf8')));
const ids = Object.entries(rolesTemplate.Resources)
  .filter(([, { Type }]) => Type !== 'AWS::IAM::OIDCProvider')
  .map(([id]) => id as keyof typeof rolesTemplate.Resources);
const roles = ['DeployRole', 'TuneRole', 'RemoveRole'] as const;

const arn = (service: string, resource: string, region = 'us-east-1') =>
  `arn:aws:${service}:${region}:000000000000:${resource}`;
const ROLE = arn('iam', 'role/acado-crud-api-local-getItem-us-east-1', '');

/** The longest that a policy can get. */
const LONGEST = {
  ...{ 'AWS::Partition': 'aws-us-gov', 'AWS::Region': 'ap-southeast-2' },
  ...{ 'AWS::AccountId': '0'.repeat(12), Stage: 'staging' },
};

describe('rolesTemplate', () => {
  it('fits into a request of CloudFormation', () => {
    expect(stringify(rolesTemplate, { lineWidth: 0 }).length).toBeLessThan(51_200);
  });

  it.each(ids)('%s uses only actions that there are, on resources that they know', (id) => {
    for (const { Action, Resource } of statementsOf(id))
      for (const action of [Action ?? []].flat()) {
        expect(Object.keys(actions)).toContain(action);
        // An action that knows no resources is never allowed on one; one that does is never allowed on all.
        expect({ action, everywhere: Resource === '*' }).toEqual({
          action,
          everywhere: actions[action]?.length === 0,
        });
      }
  });

  it.each(ids)('%s fits into what IAM takes', (id) => {
    const { PolicyDocument, ManagedPolicyArns = [], Policies } = resolved(id, LONGEST).Properties;
    const size = (value: unknown) => JSON.stringify(value ?? '').length;

    expect((ManagedPolicyArns as unknown[]).length).toBeLessThanOrEqual(10);

    expect(size(PolicyDocument)).toBeLessThan(6144);
    expect(size(Policies)).toBeLessThan(10_240);
  });

  it.each(roles)('%s trusts the jobs of one environment of one repository', (id) => {
    expect(resolved(id).Properties['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:ref': 'refs/heads/main',
              'token.actions.githubusercontent.com:sub': 'repo:owner/name:environment:local',
            },
          },
        },
      ],
    });
  });

  it('lasts as long as the workflows ask for', () => {
    const hours = roles.map((id) => Number(resolved(id).Properties['MaxSessionDuration']) / 3600);

    expect(hours).toEqual([2, 3, 3]);
  });
});

describe('a deployment', () => {
  it('makes roles below the boundary alone', () => {
    for (const action of ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy']) {
      const below = (boundary: string) =>
        allows('DeployRole', action, ROLE, { 'iam:permissionsboundary': boundary });

      expect([below(BOUNDARY), below(''), below(`${BOUNDARY}-2`)]).toEqual([true, false, false]);
    }
  });

  it.each([
    ['take a boundary away', 'iam:DeleteRolePermissionsBoundary', ROLE],
    ['change its own role', 'iam:PutRolePolicy', arn('iam', 'role/ci-acado-local-deploy', '')],
    [
      'trust somebody else',
      'iam:UpdateAssumeRolePolicy',
      arn('iam', 'role/ci-acado-local-deploy', ''),
    ],
    ['change the boundary', 'iam:CreatePolicyVersion', BOUNDARY],
    [
      'change a stack of another stage',
      'cloudformation:UpdateStack',
      arn('cloudformation', 'stack/acado-crud-api-prod/1'),
    ],
    [
      'change its own stack',
      'cloudformation:UpdateStack',
      arn('cloudformation', 'stack/ci-acado-local/1'),
    ],
    ['read a table', 'dynamodb:GetItem', arn('dynamodb', 'table/acado-crud-api-local-items')],
    [
      'read an object',
      's3:GetObject',
      'arn:aws:s3:::acado-worker-b-local-orders-000000000000/orders/1',
    ],
    [
      'delete a function of another stage',
      'lambda:DeleteFunction',
      arn('lambda', 'function:acado-crud-api-prod-getItem'),
    ],
    ['assume a role', 'sts:AssumeRole', ROLE],
  ])('can not %s', (_what, action, resource) => {
    expect(allows('DeployRole', action, resource, { 'iam:permissionsboundary': BOUNDARY })).toBe(
      false,
    );
  });

  it('hands roles to services that run our code alone', () => {
    const pass = (service: string) =>
      allows('DeployRole', 'iam:PassRole', ROLE, { 'iam:passedtoservice': service });

    expect(pass('lambda.amazonaws.com')).toBe(true);
    for (const other of ['ec2', 'cloudformation', 'codebuild', 'glue', 'ecs-tasks', 'ssm'])
      expect(pass(`${other}.amazonaws.com`)).toBe(false);
  });

  it('keeps the data of prod: what deletes it is under a condition', () => {
    const { Policies } = rolesTemplate.Resources.DeployRole.Properties;
    const managed = [...statementsOf('ChangesPolicy'), ...statementsOf('DeletionsPolicy')];

    expect(JSON.stringify(Policies)).toMatch(
      /^\[{"Fn::If":\["MayDeleteData".*dynamodb:DeleteTable/,
    );
    expect(JSON.stringify(managed)).not.toContain('dynamodb:DeleteTable');
  });
});

describe('a removal', () => {
  it('deletes what there is, and makes nothing', () => {
    const bucket = 'arn:aws:s3:::acado-worker-b-local-orders-000000000000';

    expect(allows('RemoveRole', 's3:DeleteObjectVersion', `${bucket}/orders/1`)).toBe(true);
    expect(allows('RemoveRole', 's3:DeleteBucket', bucket)).toBe(true);
    expect(
      allows('RemoveRole', 'iam:CreateRole', ROLE, { 'iam:permissionsboundary': BOUNDARY }),
    ).toBe(false);
    expect(allows('RemoveRole', 's3:GetObject', `${bucket}/orders/1`)).toBe(false);
    const making = statementsOf('RemoveRole')
      .flatMap(({ Action }) => Action ?? [])
      .filter((action) =>
        /:(Create|Put|Update(?!EventBus)|Tag|Pass|Add|Start|Publish|Invoke)/.test(action),
      );
    expect(making).toEqual([]);
  });
});

describe('the names of deployment buckets', () => {
  const { Stage: cut } = rolesTemplate.Mappings.Cut;
  const stages = Object.entries(cut);
  const services = globSync('services/*/serverless.yml', { cwd: root }).map((file) =>
    basename(dirname(file)),
  );
  const matches = (start: string, name: string) =>
    new RegExp(`^acado-.*-${start}.*-serverlessdeploymentbuck.*$`).test(name);

  it.each(services)('are those of one stage, cut or not: %s', (service) => {
    for (const [stage] of stages) {
      const stack = `acado-${service}-${stage}`;
      for (const name of [
        `${stack}-serverlessdeploymentbucket-1`,
        `${stack.slice(0, 24)}-serverlessdeploymentbuck-1`,
      ])
        expect(stages.filter(([, start]) => matches(start, name))).toEqual([
          [stage, cut[stage as keyof typeof cut]],
        ]);
    }
  });
});
