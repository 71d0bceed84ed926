import { readCompiledTemplate, templateProblems } from '@acado/serverless-config/testing';
import { join } from 'node:path';

describe('compiled template', () => {
  it('keeps the invariants of every stack', () => {
    const template = readCompiledTemplate(join(import.meta.dirname, '..'));

    expect(templateProblems(template)).toEqual([]);
  });
});
