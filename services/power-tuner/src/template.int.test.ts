import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { join } from 'node:path';
import * as z from 'zod';
import { validateDefinition } from './testing/state-machine.ts';

const { Resources } = readCompiledTemplate(join(import.meta.dirname, '..'));

const propertiesOf = (id: string) => Resources[id]?.Properties ?? {};

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    expect(templateProblems({ Resources })).toEqual([]);
  });

  it('has a definition that is valid to another validator', () => {
    const { DefinitionString } = propertiesOf('TuneStateMachine');
    const [text] = z
      .object({ 'Fn::Sub': z.tuple([z.string(), z.unknown()]) })
      .parse(DefinitionString)['Fn::Sub'];
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:shop';
    const definition: unknown = JSON.parse(text.replaceAll(/\$\{[^}]+\}/g, arn));
    expect(validateDefinition(definition)).toEqual([]);
  });

  it('lets nobody delete a function, only versions', () => {
    const statements = Object.values(Resources)
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .map(({ Properties }) => JSON.stringify(Properties?.Policies));
    const deleting = statements.filter((text) => text.includes('lambda:DeleteFunction'));
    expect(deleting).toHaveLength(1);
    expect(deleting[0]).toContain(':function:acado-*-local-*:*');
  });

  it('reads and invokes versions also where the name of what may be tuned has no *', () => {
    for (const id of ['ValidateInputRole', 'MeasureCandidateRole']) {
      const policies = JSON.stringify(propertiesOf(id).Policies);
      expect(policies).toContain(':function:acado-*-local-*"');
      expect(policies).toContain(':function:acado-*-local-*:*"');
    }
  });

  it('logs failures of executions without their data', () => {
    expect(propertiesOf('TuneStateMachine')).toMatchObject({
      StateMachineType: 'STANDARD',
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
  });

  it('cleans up after executions that ended before their end', () => {
    expect(propertiesOf('CleanUpRule')).toMatchObject({
      EventPattern: { detail: { status: ['ABORTED', 'FAILED', 'TIMED_OUT'] } },
    });
  });

  it('forgets runs', () => {
    expect(propertiesOf('RunsTable')).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it.each([
    'lockFunction',
    'publishVersion',
    'restoreFunction',
    'measureCandidate',
    'applyResult',
    'cleanUpRun',
  ])('tells %s its own timeout', (key) => {
    const id = `${key[0]?.toUpperCase()}${key.slice(1)}LambdaFunction`;
    const { Environment, Timeout } = propertiesOf(id);
    expect(Environment).toHaveProperty('Variables.TIMEOUT_SECONDS', String(Timeout));
  });
});
