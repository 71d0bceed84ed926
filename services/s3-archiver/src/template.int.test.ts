import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { join } from 'node:path';

const { Resources } = readCompiledTemplate(join(import.meta.dirname, '..'));

const propertiesOf = (id: string) => Resources[id]?.Properties ?? {};

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    expect(templateProblems({ Resources })).toEqual([]);
  });

  it('remembers events for longer than queues can hold them', () => {
    const { Environment } = propertiesOf('ArchiveEventsLambdaFunction');
    expect(Environment).toHaveProperty('Variables.LEDGER_DAYS', '87');
    expect(propertiesOf('LedgerTable')).toMatchObject({
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('takes an attempt for dead when its function has timed out', () => {
    const { Environment, Timeout } = propertiesOf('ArchiveEventsLambdaFunction');
    expect(Environment).toHaveProperty('Variables.ATTEMPT_TIMEOUT', String(Timeout));
  });

  it('moves no object below 128 KB and none that expires before its minimum storage time', () => {
    const rules = propertiesOf('ArchiveBucket').LifecycleConfiguration;
    expect(rules).toMatchObject({
      Rules: [
        { ObjectSizeGreaterThan: '131072', Transitions: [{ TransitionInDays: 30 }] },
        { ExpirationInDays: expect.any(Number) },
        { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      ],
    });
    expect(rules).not.toHaveProperty('Rules.1.Transitions');
  });

  it('lets nobody overwrite what is archived', () => {
    expect(propertiesOf('ArchiveBucketPolicy')).toMatchObject({
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Action: 's3:PutObject',
            Condition: { Null: { 's3:if-none-match': 'true' } },
          },
        ],
      },
    });
  });
});
