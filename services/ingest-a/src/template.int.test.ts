import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { join } from 'node:path';

const { Resources } = readCompiledTemplate(join(import.meta.dirname, '..'));

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    expect(templateProblems({ Resources })).toEqual([]);
  });

  it('keeps payloads for as long as a pointer to them can wait', () => {
    expect(Resources.PayloadsBucket).toHaveProperty(
      'Properties.LifecycleConfiguration.Rules.0.ExpirationInDays',
      73,
    );
  });
});
