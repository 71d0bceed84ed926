import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { join } from 'node:path';
import * as z from 'zod';
import { readServices } from './dashboard/read-services.ts';

const { Resources } = readCompiledTemplate(join(import.meta.dirname, '..'));

const propertiesOf = (id: string) => Resources[id]?.Properties ?? {};

const policiesSchema = z.array(
  z.object({
    PolicyDocument: z.object({
      Statement: z.array(
        z.looseObject({
          Effect: z.string(),
          Action: z.union([z.string(), z.array(z.string())]),
          Resource: z.unknown(),
        }),
      ),
    }),
  }),
);

const statementsOf = (roleId: string) =>
  policiesSchema
    .parse(propertiesOf(roleId).Policies)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    expect(templateProblems({ Resources })).toEqual([]);
  });

  it('lets the function that hears alarms change no function', () => {
    const actions = statementsOf('GuardCostsRole').flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.startsWith('lambda:'))).toEqual([]);
  });

  it.each(['ReviewThrottlesRole', 'OperateGuardRole'])(
    'lets %s throttle what is on the list, and never itself or the power tuner',
    (roleId) => {
      const throttling = statementsOf(roleId).filter(({ Action }) =>
        [Action].flat().includes('lambda:PutFunctionConcurrency'),
      );
      const allowed = throttling.filter(({ Effect }) => Effect === 'Allow');
      const denied = throttling.filter(({ Effect }) => Effect === 'Deny');

      expect(JSON.stringify(allowed)).toContain(':function:acado-runaway-local-*"');
      expect(JSON.stringify(allowed.map(({ Resource }) => Resource)).match(/arn:/g)).toHaveLength(
        1,
      );
      expect(JSON.stringify(denied)).toContain(':function:acado-cost-governance-local-*"');
      expect(JSON.stringify(denied)).toContain(':function:acado-power-tuner-local-*"');
    },
  );

  it('lets people neither end incidents nor look at alarms: only the review does', () => {
    const actionsOf = (roleId: string) => statementsOf(roleId).flatMap(({ Action }) => Action);
    for (const action of ['dynamodb:DeleteItem', 'cloudwatch:DescribeAlarms']) {
      expect(actionsOf('ReviewThrottlesRole')).toContain(action);
      expect(actionsOf('OperateGuardRole')).not.toContain(action);
    }
  });

  it('disables mappings of what is on the list alone', () => {
    const pausing = statementsOf('ReviewThrottlesRole').filter(
      ({ Action }) =>
        Action === 'lambda:UpdateEventSourceMapping' ||
        [Action].flat().includes('lambda:UpdateEventSourceMapping'),
    );
    expect(pausing.map(({ Effect }) => Effect)).toEqual(['Allow', 'Deny']);
    for (const { Condition } of pausing)
      expect(JSON.stringify(Condition)).toContain('lambda:FunctionArn');
  });

  it('has executions of its own, whatever a runaway took from the account', () => {
    for (const key of ['GuardCosts', 'ReviewThrottles', 'OperateGuard'])
      expect(propertiesOf(`${key}LambdaFunction`).ReservedConcurrentExecutions).toBeGreaterThan(0);
  });

  it('reviews within less time than the lease of an incident', () => {
    expect(propertiesOf('ReviewThrottlesLambdaFunction').Timeout).toBeLessThanOrEqual(30);
    expect(propertiesOf('OperateGuardLambdaFunction').Timeout).toBeLessThanOrEqual(30);
  });

  it('hears the cost alarms of its own stage alone', () => {
    expect(propertiesOf('AlarmsRule')).toMatchObject({
      EventPattern: {
        detail: {
          state: { value: ['ALARM'] },
          configuration: {
            metrics: { metricStat: { metric: { dimensions: { stage: ['local'] } } } },
          },
        },
      },
    });
  });

  it('shows every function of the workspace on the dashboard', () => {
    const body = String(propertiesOf('Dashboard').DashboardBody);
    const services = readServices(join(import.meta.dirname, '../..'));

    expect(services.length).toBeGreaterThan(6);
    for (const { name, functions } of services)
      for (const key of functions) expect(body).toContain(`"${name}-local-${key}"`);
  });

  it('tells the topic of budgets and anomalies', () => {
    const told = [propertiesOf('MonthlyBudget'), propertiesOf('AnomalySubscription')];
    for (const properties of told)
      expect(JSON.stringify(properties)).toContain('{"Ref":"AlertsTopic"}');
    expect(propertiesOf('AlertsTopic')).toHaveProperty('KmsMasterKeyId');
  });
});
